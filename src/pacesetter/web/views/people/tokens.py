"""One's own API tokens."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.people.models import ApiToken
from pacesetter.people.tokens import live_tokens
from pacesetter.people.verbs import create_token, revoke_token
from pacesetter.web.changing import done_if_sure
from pacesetter.web.forms.profile import TokenForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@member_view
def tokens(request: MemberRequest) -> HttpResponse:
    """The tokens that work. POST makes one and shows its secret, this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        ends = clock.now() + timedelta(days=int(days)) if days else None
        with refusals_shown(form):
            secret = create_token(
                request.member, by=request.member, name=form.cleaned_data["name"], expires_at=ends
            ).secret
            form = TokenForm()
    facts = {"form": form, "secret": secret, "tokens": live_tokens(request.member), "place": "profile"}
    response = render(request, "web/people/tokens.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["DELETE"])
@member_view
def token(request: MemberRequest, token_id: int) -> HttpResponse:
    """Revoke one's own token, once it is sure."""
    found = ApiToken.objects.get(pk=token_id, member=request.member)
    return done_if_sure(
        request,
        lambda: revoke_token(found, by=request.member),
        what=_("Revoke “%(name)s”?") % {"name": found.name},
        loss=_("The program that has it can do nothing here any more. A token that is revoked never works again."),
        deed=_("Revoke it"),
        done=_("“%(name)s” works no longer.") % {"name": found.name},
        back=reverse("tokens"),
    )
