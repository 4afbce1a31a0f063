"""Periods on pages: how they are called, and which one is asked for."""
