"""Brevo: its e-mail campaigns, by the API v3."""
