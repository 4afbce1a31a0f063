"""A form that is sent twice (a double press, a page sent again) records once."""

from hashlib import sha256
from urllib.parse import urlencode

from django.http import QueryDict

from pacesetter.activities.models import Activity
from pacesetter.people.models import Member

FIELD = "form_key"
# They change between two sendings of one form, and are no part of what was written.
_BESIDE = ("csrfmiddlewaretoken", "next", "shown")


def request_key(sent: QueryDict) -> str:
    """What is the same for two sendings of one form with the same content; empty where the form has no key.

    The content is in it since browsers bring back pages as they were: what is then written anew is another thing.
    """
    if not sent.get(FIELD):
        return ""
    fields = [(name, sent.getlist(name)) for name in sorted(sent) if name not in _BESIDE]
    return "form-" + sha256(urlencode(fields, doseq=True).encode()).hexdigest()[:48]


def recorded_before(member: Member, key: str) -> Activity | None:
    """What came of the same form. What was taken back since doesn't count: whoever sends it again wants it again."""
    if not key:
        return None
    found: Activity | None = Activity.objects.filter(created_by=member, request_key=key).first()
    if found is not None and found.deleted_at is not None:
        Activity.objects.filter(pk=found.pk).update(request_key="")
        return None
    return found
