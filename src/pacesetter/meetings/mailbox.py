"""Answers that calendars have sent to the organiser's own mailbox, where that is their address.

Whoever reads mailboxes looks for calendar parts only where this says so, and hands on nothing else of a mail.
"""

from collections.abc import Collection

from django.db.models import QuerySet

from pacesetter import itip
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.reading import record_answer
from pacesetter.people.models import Member


class MailboxReplies:
    """See `capture.calendar_replies`."""

    def are_awaited(self, member: Member, addresses: Collection[str]) -> bool:
        return _meetings(addresses).exists()

    def receive(self, member: Member, addresses: Collection[str], *, sender: str, content: bytes) -> None:
        try:
            answers = itip.read_answers(content)
        except itip.Unreadable:
            return  # it lies in the mailbox, where its reader has seen it
        for answer in answers:
            meeting = (
                _meetings(addresses)
                .select_for_update(of=("self",))
                .select_related("activity__owner__organisation", "activity__activity_type")
                .filter(uid=answer.uid)
                .first()
            )
            if meeting is not None:
                # The mail itself is what the organiser gets.
                record_answer(meeting, answer, sender=sender, by_mail=False)


def _meetings(addresses: Collection[str]) -> QuerySet[Meeting]:
    """Those whose answers come to these addresses. The activity may have another owner by now: calendars answer to who
    asked first."""
    return Meeting.objects.filter(organiser_address__in=addresses, reply_token="", transport="")
