"""Pictures of every page, at both sizes and in both themes, to be looked at by people.

make screenshots ARGS="[folder] [--only NAME ...]"
"""
