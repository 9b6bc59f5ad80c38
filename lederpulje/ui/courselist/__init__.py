"""The page *Kurser*: the list, one course, the check before a save, files in and out, and versions."""
