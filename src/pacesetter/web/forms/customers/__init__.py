"""Forms of companies and contacts."""
