"""My day, to-dos and the calendar: what the pages show, ready to print."""
