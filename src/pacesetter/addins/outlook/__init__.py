"""The door inside Outlook: panes, the question before a mail is sent, and what they ask the server."""
