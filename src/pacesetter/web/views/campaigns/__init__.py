"""Pages of campaigns that were sent in another system."""
