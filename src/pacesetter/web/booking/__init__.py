"""What the pages of visitors show, ready to print."""
