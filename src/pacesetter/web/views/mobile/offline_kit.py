"""What a phone takes along: how to-dos can end, which pages to keep, and the token with which it may send."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import OPEN
from pacesetter.web.day.lines import outcomes_of
from pacesetter.web.member_view import MemberRequest, member_view

# To-dos that can be completed without a network, and how many of their pages are kept beforehand.
_TO_DOS, _PAGES = 300, 20


@require_safe
@member_view
def offline_kit(request: MemberRequest) -> HttpResponse:
    """Two queries, however many to-dos there are."""
    catalogue = catalogue_of(request.member.organisation)
    own = Activity.objects.filter(owner=request.member, due_on__isnull=False, **OPEN)
    to_dos = list(own.order_by("due_on", "pk").values_list("pk", "activity_type_id")[:_TO_DOS])
    types = {
        pk: {
            "needs_outcome": catalogue.types[pk].needs_outcome,
            "outcomes": [[one.pk, one.name] for one in outcomes_of(catalogue.types[pk], catalogue)],
        }
        for pk in {type_id for _, type_id in to_dos}
    }
    kit = {
        "member": str(request.member.pk),
        "token": get_token(request),
        "types": types,
        "to_dos": dict(to_dos),
        "pages": [
            *(reverse(name) for name in ("my_day", "to_dos", "scorecard", "companies", "quick_log", "new_activity")),
            *(reverse("activity", args=[pk]) for pk, _ in to_dos[:_PAGES]),
        ],
    }
    return JsonResponse(kit)
