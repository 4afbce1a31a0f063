"""The explorer of trends as a page."""
