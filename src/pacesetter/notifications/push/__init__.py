"""Notifications on devices: what is told, when it may disturb, and how it gets there."""
