"""What Google and Microsoft report by themselves of members' mail: a hint that makes us look at once, never needed."""
