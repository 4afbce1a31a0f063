"""Calendars of any server that speaks CalDAV (RFC 4791), with scheduling by the server (RFC 6638)."""
