"""The mails that come by themselves, and whether a member wants them."""

from enum import StrEnum

from pacesetter.people.models import Member


class Digest(StrEnum):
    """A mail that comes by itself. The value is in keys and links, so it stays as it is."""

    DAILY = "daily"
    WEEKLY = "weekly"
    REMINDER = "reminder"


# The field of the member that says whether they want it. Reminders are chosen with the other notifications.
WANTED_BY = {Digest.DAILY: "wants_daily_mail", Digest.WEEKLY: "wants_weekly_mail"}


def is_wanted(member: Member, digest: Digest) -> bool:
    """Whether this mail is for the member: wanted, and the member is here with a log-in to come back with."""
    return bool(getattr(member, WANTED_BY[digest])) and member.archived_at is None and member.user_id is not None
