"""What the pages about members, teams and leave show."""
