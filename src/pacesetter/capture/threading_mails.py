"""Join mails into threads, in whatever order they arrive."""

from collections.abc import Sequence

from pacesetter.capture.models import CapturedMail, MailReference, MailThread, StandingRule
from pacesetter.people.models import Member


def thread_of(owner: Member, ids: Sequence[str]) -> MailThread:
    """The thread of a mail with these Message-IDs: its own and those it answers. Where they belong to several, those
    turn out to be one now. Call it with the owner's mail locked (see `keeping`)."""
    wanted = list(dict.fromkeys(ids))
    known = dict(
        MailReference.objects.filter(owner=owner, message_id__in=wanted).values_list("message_id", "thread_id")
    )
    found = sorted(set(known.values()))
    thread: MailThread = MailThread.objects.get(pk=found[0]) if found else MailThread.objects.create(owner=owner)
    for other_id in found[1:]:
        _join(other_id, thread)
    MailReference.objects.bulk_create(
        (MailReference(owner=owner, message_id=one, thread=thread) for one in wanted if one not in known),
        ignore_conflicts=True,
    )
    return thread


def _join(other_id: int, thread: MailThread) -> None:
    MailReference.objects.filter(thread_id=other_id).update(thread=thread)
    CapturedMail.objects.filter(thread_id=other_id).update(thread=thread)
    taken = StandingRule.objects.filter(thread=thread).values_list("direction", flat=True)
    # Both threads may have a rule: the older thread's stays, the other one goes with its thread.
    StandingRule.objects.filter(thread_id=other_id).exclude(direction__in=list(taken)).update(thread=thread)
    MailThread.objects.filter(pk=other_id).delete()
