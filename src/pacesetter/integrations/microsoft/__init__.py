"""Microsoft 365 and Outlook.com: the calendar of a member, by Microsoft Graph v1.0."""
