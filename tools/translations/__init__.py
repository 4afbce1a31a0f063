"""The pages in other languages: `python -m tools.translations update|compile|check`."""
