"""The questions of the board, each against brute force."""
