"""What a phone takes along, to be used without a network."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.category import categories
from pacesetter.activities.models import ActivityType
from pacesetter.notifications.models import PushSubscription
from pacesetter.people.models import Member
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.offline.companies import companies_taken_along
from pacesetter.web.offline.kit import NEXT, NUMBER, PANEL, TITLE, forms_of, to_dos_taken_along, told

# How many pages of to-dos, and forms of kinds of activities, are kept beforehand.
_PAGES, _FORMS = 20, 30
ROWS = "__rows__"


@require_safe
@member_view
def offline_kit(request: MemberRequest) -> HttpResponse:
    """The queries don't grow with the to-dos, only with the kinds of them that have rules for the next step."""
    member, catalogue = request.member, catalogue_of(request.member.organisation)
    to_dos = to_dos_taken_along(member)
    kit = {
        "member": str(member.pk),
        "organisation": str(member.organisation_id),
        "to_dos": {to_do.pk: told(to_do) for to_do in to_dos},
        "forms": forms_of(request, member, {to_do.activity_type_id for to_do in to_dos}),
        "quick": render_to_string("web/mobile/_quick_offline.html", request=request),
        "outcomes": {pk: outcome.name for pk, outcome in catalogue.outcomes.items()},
        "types": {pk: kind.name for pk, kind in catalogue.types.items()},
        "number": str(NUMBER),
        "push": _push(request),
        "pages": [
            *(reverse(name) for name in ("my_day", "to_dos", "scorecard", "companies", "quick_log")),
            reverse("offline_frame"),
            *(reverse("activity", args=[to_do.pk]) for to_do in to_dos[:_PAGES]),
        ],
        **_new_forms(member, catalogue),
    }
    return JsonResponse(kit)


@require_safe
@member_view
def offline_companies(request: MemberRequest) -> HttpResponse:
    """The member's own companies, and the list that those are put into which fit what is typed."""
    answer = {
        "rows": companies_taken_along(request.member),
        "list": render_to_string("web/mobile/_companies_offline.html", {"place_of_rows": ROWS}),
        "none": str(_("None of your companies fits. Others can be searched with a network.")),
    }
    return JsonResponse(answer)


@require_safe
@member_view
def offline_frame(request: MemberRequest) -> HttpResponse:
    """The page around a form of the kit."""
    context = {"panel": "web/mobile/_panel_place.html", "title": TITLE, "next": NEXT, "place_of_panel": PANEL}
    return render(request, "web/day/panel.html", context)


def _push(request: MemberRequest) -> dict[str, Any]:
    """The key of this installation's notifications, and the member's devices; of `linked` the log-in is this one."""
    rows = list(PushSubscription.objects.filter(member=request.member).values_list("endpoint", "session_key"))
    return {
        "key": settings.PUSH_KEY.public,
        "known": [endpoint for endpoint, _ in rows],
        "linked": [endpoint for endpoint, session_key in rows if session_key == request.session.session_key],
    }


def _new_forms(member: Member, catalogue: Catalogue) -> dict[str, Any]:
    """The forms of new activities: pages that change with the settings alone, so they are fetched anew when `version`
    does."""
    offered = {key for key, category in categories().items() if category.is_offered(member.organisation_id)}
    kinds: list[ActivityType] = [
        kind for kind in catalogue.types.values() if kind.archived_at is None and kind.category in offered
    ]
    address = reverse("new_activity")
    return {
        "version": f"{catalogue.version}:{get_language()}",
        "newForms": [address, *(f"{address}?type={kind.pk}" for kind in kinds[:_FORMS])],
    }
