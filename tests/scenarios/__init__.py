"""Tests of `lederpulje.scenarios`."""
