"""What the pages about captured mail show, ready to print."""
