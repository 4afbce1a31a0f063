"""What the pages about phone systems show, ready to print."""
