"""Site visits as a category of activities."""
