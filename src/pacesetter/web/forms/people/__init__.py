"""Forms about members, teams and leave."""
