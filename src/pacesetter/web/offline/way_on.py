"""Where a deed that was refused can be put right."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from pacesetter.core import clock
from pacesetter.core.written_ids import written_id
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import DONE
from pacesetter.web.day.once import FIELD
from pacesetter.web.day.quick import understood
from pacesetter.web.offline.carrying_out import OF_THE_DEVICE

# The token changes with each page, and the key with each form: they are no part of what was done.
BESIDE = ("csrfmiddlewaretoken", "next", "shown", FIELD)


def way_on(member: Member, sent: QueryDict, made_at: datetime | None) -> str:
    """The activity, or the form with all that was written and the time of that."""
    if sent.get("kind") == "completion":
        written = sent.get("activity", "")
        return (
            reverse("to_dos")
            if (activity_id := written_id(written)) is None
            else reverse("activity", args=[activity_id])
        )
    local = (made_at or clock.now()).astimezone(member.zone())
    values = {name: sent.getlist(name) for name in sent if name not in (*BESIDE, *OF_THE_DEVICE, "line")}
    if sent.get("kind") == "quick":
        with clock.standing_at(local):
            quick = understood(member, sent.get("line", "")[:300], sent)
        # What isn't understood stays readable as the subject.
        values = {"subject": [sent.get("line", "")[:300]]} | {name: quick.values.getlist(name) for name in quick.values}
        values["state"] = values["state"] if values.get("state", [""])[0] else [DONE]
    if values.get("state") == [DONE] and not values.get("day", [""])[0]:
        values |= {"day": [local.date().isoformat()], "time": [local.strftime("%H:%M")]}
    return reverse("new_activity") + "?" + urlencode(values, doseq=True)
