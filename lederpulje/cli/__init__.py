"""What the commands share, and those that read and write files."""
