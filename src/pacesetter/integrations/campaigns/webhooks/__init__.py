"""What another system reports by itself about campaigns: a hint that makes us look at once, never needed."""
