"""Pictures of every page, at both sizes and in both themes, to be looked at by people.

.venv/bin/python -m tools.screenshots [folder] [--only NAME ...]
"""
