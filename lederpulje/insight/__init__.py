"""The questions a board asks, one module each; every answer comes from the engine's own evaluations."""

from lederpulje.insight.tipping import Tipping, tipping

__all__ = ["Tipping", "tipping"]
