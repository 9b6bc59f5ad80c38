"""The store on real DuckDB files."""
