"""Decisions: made, locked, proved, followed, erased from."""
