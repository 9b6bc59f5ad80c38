"""Decisions: prepared, made, locked with their calculation, proved, found again."""
