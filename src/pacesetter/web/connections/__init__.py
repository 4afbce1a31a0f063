"""Connections as pages show them."""
