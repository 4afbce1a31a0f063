"""Meetings that repeat: one series in attendees' calendars, one activity for each meeting here."""
