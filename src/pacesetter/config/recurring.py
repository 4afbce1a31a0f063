"""Every periodic job: its kind, and how often it runs."""
