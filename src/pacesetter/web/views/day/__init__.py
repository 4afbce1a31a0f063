"""Pages of my day, to-dos, the activity form, the calendar."""
