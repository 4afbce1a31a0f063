"""Where a call that was made from a page is logged: asked when one comes back from it."""

from urllib.parse import urlencode

from django.urls import reverse

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, Status
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.addresses import address
from pacesetter.web.day.activity_form import DONE

_CALLS = "phone_call"


def address_after_call(
    viewer: Member, *, company: Company | None = None, contact_id: int | None = None, back_to: str
) -> str:
    """The form of a call that is done, with these; it asks for the kind where the organisation has several kinds of
    calls. The script adds the minutes."""
    types = catalogue_of(viewer.organisation).types.values()
    calls = [kind for kind in types if kind.category == _CALLS and kind.archived_at is None]
    given: dict[str, object] = {"state": DONE, "next": back_to}
    if len(calls) == 1:
        given["type"] = calls[0].pk
    found = f"{address('new_activity')}?{urlencode(given)}"
    if company is not None:
        found += company_in_address(company.pk, company.name)
    if contact_id:
        found += f"&contacts={contact_id}"
    return found


def company_in_address(company_id: int, name: str) -> str:
    """What is put behind such an address to name a company: with its name, for a form that was taken along and can ask
    nobody."""
    return f"&{urlencode({'company': company_id, 'company_text': name})}"


def address_after_call_of(viewer: Member, activity: Activity) -> str:
    """Where the to-do is completed, if it is a call; else the call is another thing that was done with the company."""
    here = reverse("activity", args=[activity.pk])
    is_open = activity.status == Status.PLANNED and activity.deleted_at is None
    if is_open and activity.activity_type.category == _CALLS:
        return f"{reverse('activity_completion', args=[activity.pk])}?{urlencode({'next': here})}"
    return address_after_call(viewer, company=activity.company, back_to=here)
