"""What figures must be, worked out slowly from plain lists by somebody who knows only docs/kpi-semantics.md.

Shares no code with what it checks. Members, types and so on are known by their place in the world's lists.
"""
