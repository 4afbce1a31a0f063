"""What Google calls. Each address is the audience of its own tokens."""
