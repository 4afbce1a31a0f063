"""Confirming a change of settings: first what it would do to figures, old beside new, then the change."""

from pacesetter.web.confirming.confirmed import confirmed

__all__ = ["confirmed"]
