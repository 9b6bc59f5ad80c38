"""Keeping the course list: what somebody proposes, what it would change, and saving it or taking it back."""
