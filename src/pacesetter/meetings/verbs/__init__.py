"""What an organiser does about answers."""

from pacesetter.meetings.verbs.settle_proposal import accept_proposal, decline_proposal

__all__ = ["accept_proposal", "decline_proposal"]
