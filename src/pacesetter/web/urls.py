"""The addresses of the pages. Each is a noun: what it shows."""

from importlib import import_module

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from pacesetter.web.views.board import board
from pacesetter.web.views.home import home
from pacesetter.web.views.invitation import invitation
from pacesetter.web.views.organisation_choice import organisation_choice
from pacesetter.web.views.people.log_out import LogOut
from pacesetter.web.views.scorecard import member_scorecard, scorecard
from pacesetter.web.views.why import why
from pacesetter.web.views.within import within

# Each area of pages keeps its own list in views/<area>/urls.py.
AREAS = (
    "day",
    "customers",
    "reports",
    "people",
    "setup",
    "periods",
    "start",
    "phone",
    "capture",
    "campaigns",
    "connections",
    "own_connections",
    "mobile",
    "imports",
    "booking",
)


def absent(request: HttpRequest, rest: str = "") -> HttpResponse:
    """A page of the accounts package that the product does without."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("organisation/", organisation_choice, name="organisation_choice"),
    path("in/<int:organisation_id>/<path:rest>", within, name="within"),
    path("invitations/<str:secret>/", invitation, name="invitation"),
    path("board/", board, name="board"),
    path("scorecard/", scorecard, name="scorecard"),
    path("members/<int:member_id>/scorecard/", member_scorecard, name="member_scorecard"),
    path("members/<int:member_id>/kpis/<int:kpi_id>/why/", why, name="why"),
    # In one list: each list within another that does not have the address costs a refusal.
    *[one for area in AREAS for one in import_module(f"pacesetter.web.views.{area}.urls").urlpatterns],
    # A log-in's address is that of its invitations; a second one would open a second way in.
    path("accounts/email/", absent),
    # Organisations' identity providers are asked by views/people/provider_log_in.py.
    path("accounts/3rdparty/", absent),
    path("accounts/3rdparty/<path:rest>", absent),
    path("accounts/social/<path:rest>", absent),
    path("accounts/oidc/<path:rest>", absent),
    path("accounts/logout/", LogOut.as_view(), name="account_logout"),
    path("accounts/", include("allauth.urls")),
]
