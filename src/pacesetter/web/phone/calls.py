"""A reported call in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, Provenance
from pacesetter.crm.phone import shown_phone
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call
from pacesetter.web.forms.call_source import RESULTS


@dataclass(frozen=True)
class ShownCall:
    """As it is printed; `dial` is the number for a link, empty where it is withheld."""

    id: int
    what: str
    number: str
    dial: str
    when: str
    who: str
    length: str
    result: str
    question: str
    timing: str


def shown_call(call: Call, viewer: Member) -> ShownCall:
    """The call, in the viewer's zone and form."""
    number = shown_phone(call.e164, viewer.organisation.country) if call.e164 else call.number
    minutes, seconds = divmod(call.seconds, 60)
    return ShownCall(
        id=call.pk,
        what=_("Call made") if call.direction == "out" else _("Call received"),
        number=number or _("Number withheld"),
        dial=call.e164,
        when=date_format(timezone.localtime(call.started_at), "SHORT_DATETIME_FORMAT"),
        who=call.member.name if call.member else ", ".join(call.member_keys),
        length=f"{minutes}:{seconds:02}" if call.ended_at else _("End not reported"),
        result=str(RESULTS.get(call.result, "")),  # type: ignore[call-overload]
        # A job asks in no reader's language; its questions hold nothing but words.
        question=_(call.question) if call.question else "",
        timing=_timing() if call.is_timed_by_arrival else "",
    )


def timing_of(activity: Activity) -> str:
    """What there is to say of when a reported call was, empty for others and where the phone system said it."""
    if activity.provenance != Provenance.TELEPHONY:
        return ""
    guessed = Call.objects.filter(activity=activity, is_timed_by_arrival=True).exists()
    return _timing() if guessed else ""


def _timing() -> str:
    return _("The phone system gave no time: this is when its report came.")
