"""Audiences of other systems, and filling them from saved lists of contacts."""
