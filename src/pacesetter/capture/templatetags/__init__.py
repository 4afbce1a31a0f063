"""Tags of the manifest of the add-in in Outlook."""
