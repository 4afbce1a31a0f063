"""The tables of this room."""

from pacesetter.rewards.models.screen import Screen, ScreenKpi

__all__ = ["Screen", "ScreenKpi"]
