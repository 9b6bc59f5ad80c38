"""Tests of `lederpulje.allocation`."""
