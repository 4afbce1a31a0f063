"""Companies and contacts, ready for their pages."""
