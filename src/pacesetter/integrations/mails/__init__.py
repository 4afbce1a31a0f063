"""The mail of members' accounts at Google and Microsoft: its heads, read with permissions that show no more."""
