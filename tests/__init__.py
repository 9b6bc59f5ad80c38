"""The tests; they mirror `lederpulje/`. All of them: `bash tests/run`."""
