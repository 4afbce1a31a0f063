"""What an organiser does about answers and once it is over; one's own feed and booking page; what visitors do there."""

from pacesetter.meetings.verbs.ask_anew import ask_anew
from pacesetter.meetings.verbs.book import Visit, book
from pacesetter.meetings.verbs.booking_page import close_booking_page, reopen_booking_page, save_booking_page
from pacesetter.meetings.verbs.calendar_feed import end_feed, renew_feed
from pacesetter.meetings.verbs.cancel_series import cancel_following, cancel_series, resume_series
from pacesetter.meetings.verbs.change_booking import cancel_booking, move_booking
from pacesetter.meetings.verbs.change_series import change_all, change_following
from pacesetter.meetings.verbs.settle_outcome import settle_outcome
from pacesetter.meetings.verbs.settle_proposal import accept_proposal, decline_proposal
from pacesetter.meetings.verbs.start_series import start_series
from pacesetter.meetings.verbs.take_answer import put_back_answer, take_answer
from pacesetter.meetings.verbs.take_back_series import take_back_series
from pacesetter.meetings.verbs.tell_again import tell_again
from pacesetter.meetings.verbs.undo_series_change import can_undo_series_change, undo_series_change

__all__ = [
    "Visit",
    "accept_proposal",
    "ask_anew",
    "book",
    "can_undo_series_change",
    "cancel_booking",
    "cancel_following",
    "cancel_series",
    "change_all",
    "change_following",
    "close_booking_page",
    "decline_proposal",
    "end_feed",
    "move_booking",
    "put_back_answer",
    "renew_feed",
    "reopen_booking_page",
    "resume_series",
    "save_booking_page",
    "settle_outcome",
    "start_series",
    "take_answer",
    "take_back_series",
    "tell_again",
    "undo_series_change",
]
