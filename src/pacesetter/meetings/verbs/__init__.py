"""What an organiser does about answers and once it is over, and the link to one's own calendar feed."""

from pacesetter.meetings.verbs.calendar_feed import end_feed, renew_feed
from pacesetter.meetings.verbs.settle_outcome import settle_outcome
from pacesetter.meetings.verbs.settle_proposal import accept_proposal, decline_proposal

__all__ = ["accept_proposal", "decline_proposal", "end_feed", "renew_feed", "settle_outcome"]
