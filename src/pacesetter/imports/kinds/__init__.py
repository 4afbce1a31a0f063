"""What becomes of prepared rows: one file per kind, one table of them."""
