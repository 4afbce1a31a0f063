"""Meetings that attendees' calendars know of: requests go out, answers come back and are recorded."""
