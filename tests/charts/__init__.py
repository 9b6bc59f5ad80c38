"""The figures: their data, and that no two of their texts get in each other's way."""
