"""How often links may go to addresses that a member claims: they may be strangers', who want none."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member

_VERB = "member.mail_alias_asked"
_A_DAY = timedelta(days=1)
# One that is on its way needs some minutes.
AGAIN_AFTER = timedelta(minutes=5)
MOST_TO_ONE = 3
MOST_TO_ALL = 10


def refuse_too_many(member: Member, address: str) -> None:
    """Count one more link of the member's to the address. Raises a `Refusal` that says from when on another one can be
    sent. Removing the address and adding it again changes nothing: what counts is what was sent. Call it with the
    member's mail locked."""
    now = clock.now()
    sent = Event.objects.filter(subject_kind="member", subject_id=member.pk, verb=_VERB, at__gt=now - _A_DAY)
    told = [(at, data["alias"]) for at, data in sent.order_by("id").values_list("at", "data")]
    here = [at for at, to in told if to == address]
    free = [here[-1] + AGAIN_AFTER] if here else []
    free += [here[-MOST_TO_ONE] + _A_DAY] if len(here) >= MOST_TO_ONE else []
    free += [told[-MOST_TO_ALL][0] + _A_DAY] if len(told) >= MOST_TO_ALL else []
    if free and max(free) > now:
        words = (
            _("A link went to %(address)s already: look among unwanted mail. The next one can go from %(when)s on.")
            if here
            else _("Links went to many addresses today. The next one can go from %(when)s on.")
        )
        said = {"address": address, "when": _words(max(free))}
        raise Refusal(words % said, field="address", code="too_often")
    events.record(_VERB, "member", member.pk, by_id=member.pk, data={"alias": address})


def _words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
