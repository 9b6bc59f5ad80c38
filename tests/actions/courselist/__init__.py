"""Keeping the course list, without a screen."""
