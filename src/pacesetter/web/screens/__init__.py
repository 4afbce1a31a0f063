"""What a screen on the wall shows."""
