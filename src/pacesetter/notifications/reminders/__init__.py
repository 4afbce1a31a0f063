"""Reminders before to-dos are due."""
