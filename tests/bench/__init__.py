"""How fast the product is, measured and never asserted: `python -m tests.bench`."""
