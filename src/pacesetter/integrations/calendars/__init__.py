"""Calendars of members: meeting requests go out from them, answers and busy times are read from them."""
