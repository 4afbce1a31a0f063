"""Figures and periods in the words and the digits of a language: what every door and every mail shows the same way."""
