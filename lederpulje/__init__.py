"""Lederpulje: what a choice costs the pool, who pays, what it crowds out and how sure the figure is."""

ENGINE_VERSION = "1.0"
