"""The commands that read and write files."""
