"""Figures on paper: PDFs of a scorecard and of the team board, drawn here and not by a browser."""
