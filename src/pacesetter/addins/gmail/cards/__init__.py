"""What is shown beside a mail, as cards of Google's."""
