"""Closed periods and restatements as pages show them."""
