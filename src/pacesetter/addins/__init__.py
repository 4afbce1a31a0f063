"""The doors inside mail programs. Each answers in its vendor's form; they check who asks, and translate."""
