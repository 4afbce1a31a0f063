"""Connect an account of one's own."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.calendars.source import CALENDAR
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.provider import Owner, Provider
from pacesetter.integrations.providers import UnknownProvider, provider_of
from pacesetter.integrations.uses import can_be_used_for
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.web.connections.checking import checked
from pacesetter.web.connections.own import use_words
from pacesetter.web.connections.words import advice
from pacesetter.web.forms.connection import ConnectionForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.views.connections.consent import sent_to_consent


@require_http_methods(["GET", "POST"])
@member_view
def new_own_connection(request: MemberRequest, provider: str) -> HttpResponse:
    """Ask for what is needed; POST tries it (by key), or sends the browser to the other system (by consent)."""
    kind, member = _known(provider), request.member
    way = "oauth" if kind.oauth is not None else "key"
    form = ConnectionForm(kind, way, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = begin_connection(by=member, owner=member, provider=provider, way=way, given=form.given())
            if way == "oauth":
                return sent_to_consent(request, row)
            row = check_connection(row, by=member)
            checked(request, row)
            return redirect("own_connection", connection_id=row.pk)
        except Refusal as refusal:
            show_refusal(form, refusal)
        except Failure as failure:
            form.add_error(None, advice(failure.kind.value, way, failure.text))
    context = {
        "form": form,
        "provider": kind,
        "help": use_words(kind),
        "way": way,
        "reads_calendar": can_be_used_for(kind, CALENDAR),
        "place": "profile",
    }
    return render(request, "web/own_connections/new_connection.html", context)


def _known(key: str) -> Provider:
    try:
        kind = provider_of(key)
    except UnknownProvider:
        raise Http404 from None
    if kind.owner is not Owner.MEMBER:
        raise Http404
    return kind
