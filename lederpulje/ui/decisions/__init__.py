"""The page *Beslutninger*, and what other pages show of decisions."""
