"""What the mails that wait probably are, from what their owner chose before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import ActivityType
from pacesetter.capture.learning import Choice, Like, Suggestion, Traits, suggest
from pacesetter.capture.models import CapturedMail
from pacesetter.people.models import Member

# Enough to know somebody's habits, and few enough that old habits are forgotten.
_LEARNT_FROM = 400


@dataclass(frozen=True, slots=True)
class Suggested:
    """A type (None: ignore it) with the reason in a sentence."""

    activity_type: ActivityType | None
    reason: str


def email_types() -> list[ActivityType]:
    """The types that a mail can be classified as."""
    return list(ActivityType.objects.filter(category="email", archived_at__isnull=True))


def suggestions_for(
    owner: Member, mails: Sequence[CapturedMail], types: Iterable[ActivityType]
) -> dict[int, Suggested]:
    """The suggestion for each mail that has one, by its id. One query, however many mails."""
    usable = {one.pk: one for one in types}
    choices = _choices_of(owner)
    found: dict[int, Suggested] = {}
    for mail in mails:
        made = suggest(_traits(mail), choices, frozenset(usable))
        if made is not None:
            what = usable[made.type_id] if made.type_id is not None else None
            found[mail.pk] = Suggested(what, _reason(made, what.name if what else _("ignored"), mail))
        elif len(usable) == 1:
            (only,) = usable.values()
            found[mail.pk] = Suggested(only, _("There is no other type of e-mail."))
    return found


def _choices_of(owner: Member) -> list[Choice]:
    rows = CapturedMail.objects.filter(owner=owner, settled_at__isnull=False, is_by_rule=False)
    return [Choice(_traits(row), row.chosen_type_id) for row in rows.order_by("-settled_at")[:_LEARNT_FROM]]


def _traits(mail: CapturedMail) -> Traits:
    return Traits(mail.direction, mail.address, mail.thread_id, mail.company_id, mail.is_answer, mail.is_known)


def _reason(made: Suggestion, chosen: str, mail: CapturedMail) -> str:
    # Of a thread or a person one choice is enough, of the rest it takes several.
    said = {
        Like.THREAD: ngettext(
            "Your only e-mail in this thread so far: %(chosen)s.",
            "%(agreeing)d of your %(counted)d e-mails in this thread: %(chosen)s.",
            made.counted,
        ),
        Like.ADDRESS: ngettext(
            "Your only e-mail with %(who)s so far: %(chosen)s.",
            "%(agreeing)d of your %(counted)d e-mails with %(who)s: %(chosen)s.",
            made.counted,
        ),
        Like.COMPANY: _("%(agreeing)d of your %(counted)d e-mails with this company: %(chosen)s."),
        Like.FIRST: _("%(agreeing)d of your %(counted)d first e-mails with people nobody knew: %(chosen)s."),
        Like.SORT: _("%(agreeing)d of your %(counted)d e-mails of this sort: %(chosen)s."),
    }[made.like]
    who = mail.name or mail.address
    return said % {"agreeing": made.agreeing, "counted": made.counted, "chosen": chosen, "who": who}
