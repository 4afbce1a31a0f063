"""One's own API tokens."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import ApiToken
from pacesetter.people.tokens import live_tokens
from pacesetter.people.verbs import create_token, revoke_token
from pacesetter.web.asking import asked
from pacesetter.web.forms.profile import TokenForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def tokens(request: MemberRequest) -> HttpResponse:
    """The tokens that work. POST makes one and shows its secret, this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        ends = clock.now() + timedelta(days=int(days)) if days else None
        try:
            secret = create_token(
                request.member, by=request.member, name=form.cleaned_data["name"], expires_at=ends
            ).secret
        except NotAllowed:
            raise
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
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
    question = asked(
        request,
        what=_("Revoke “%(name)s”?") % {"name": found.name},
        loss=_("The program that has it can do nothing here any more. A token that is revoked never works again."),
        deed=_("Revoke it"),
        back=reverse("tokens"),
    )
    if question is not None:
        return question
    try:
        revoke_token(found, by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("“%(name)s” works no longer.") % {"name": found.name})
    return redirect("tokens")
