"""The mail of the day and the mail of the week: when they are due, what stands in them, how they are left off."""
