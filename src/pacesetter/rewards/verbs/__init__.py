"""What changes screens."""

from pacesetter.rewards.verbs.open_screen import OpenedScreen, open_screen
from pacesetter.rewards.verbs.revoke_screen import revoke_screen

__all__ = ["OpenedScreen", "open_screen", "revoke_screen"]
