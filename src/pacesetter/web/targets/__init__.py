"""Targets as a page: quantities in natural units, the grid, what is typed into it, and what is pasted."""
