"""The forms in which phone systems report calls: one file each, and a line in `table.py`."""
