"""Connect another system."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Owner, Provider
from pacesetter.integrations.providers import UnknownProvider, provider_of
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.web.connections.checking import checked
from pacesetter.web.connections.coming_back import callback_address
from pacesetter.web.connections.words import advice
from pacesetter.web.forms.connection import ConnectionForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.views.connections.consent import sent_to_consent


@require_http_methods(["GET", "POST"])
@administrator_view
def new_connection(request: MemberRequest, provider: str) -> HttpResponse:
    """Ask for what is needed; POST tries it (by key), or sends the browser to the other system (by consent)."""
    kind = _known(provider)
    ways = [way for way, there in (("oauth", kind.oauth is not None), ("key", bool(kind.key_fields))) if there]
    way = request.GET.get("way", "")
    way = way if way in ways else ways[0]
    form = ConnectionForm(kind, way, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = begin_connection(
                by=request.member, provider=provider, way=way, given=form.given(), mode=form.cleaned_data["mode"]
            )
            if way == "oauth":
                return sent_to_consent(request, row)
            return _tried(request, row, form, kind)
        except Refusal as refusal:
            show_refusal(form, refusal)
        except Failure as failure:
            form.add_error(None, advice(failure.kind.value, way, failure.text))
    context = {"form": form, "provider": kind, "way": way, "ways": ways, "callback": callback_address()}
    return render(request, "web/connections/new_connection.html", context)


def _tried(request: MemberRequest, row: Connection, form: ConnectionForm, kind: Provider) -> HttpResponse:
    done = check_connection(row, by=request.member)
    checked(request, done)
    return redirect("connection", connection_id=done.pk)


def _known(key: str) -> Provider:
    try:
        kind = provider_of(key)
    except UnknownProvider:
        raise Http404 from None
    if kind.owner is not Owner.ORGANISATION:
        raise Http404
    return kind
