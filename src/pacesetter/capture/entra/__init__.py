"""Access tokens of Microsoft Entra ID: whether one can be trusted, and who it is about."""
