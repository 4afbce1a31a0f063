"""What the pages of imports show, ready to print."""
