"""Bringing activities, companies and contacts in from a file, and taking a whole import back again."""
