"""Pages of companies and contacts."""
