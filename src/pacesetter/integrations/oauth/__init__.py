"""Consent: the authorization code flow with PKCE and state, and tokens that are renewed."""
