"""What an organiser does about answers, and once it is over."""

from pacesetter.meetings.verbs.settle_outcome import settle_outcome
from pacesetter.meetings.verbs.settle_proposal import accept_proposal, decline_proposal

__all__ = ["accept_proposal", "decline_proposal", "settle_outcome"]
