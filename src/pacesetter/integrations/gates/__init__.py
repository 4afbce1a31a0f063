"""How many requests go out to one connection, by all workers together."""
