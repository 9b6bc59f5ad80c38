"""Settings that every test runs under."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "local", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("local"), max_examples=1000)
settings.load_profile(os.environ.get("LEDERPULJE_HYPOTHESIS", "ci"))
