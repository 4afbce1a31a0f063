"""The app of another system that members consent to: registered once, by an administrator."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.integrations.mails.push.reach import unreachable
from pacesetter.integrations.mails.source import MailProvider
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.oauth.client import scopes_of
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.providers import UnknownProvider, provider_of
from pacesetter.integrations.verbs import forget_app, register_app, replaced_secrets
from pacesetter.web.asking import replacing_asked, sent
from pacesetter.web.changing import done_if_sure, made_or_asked
from pacesetter.web.connections.coming_back import callback_address
from pacesetter.web.forms.oauth_app import OAuthAppForm
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST", "DELETE"])
@administrator_view
def oauth_app(request: MemberRequest, provider: str) -> HttpResponse:
    """Show it with the steps over there; POST registers or changes it, DELETE forgets it, once it is
    sure."""
    kind = _known(provider)
    if request.method == "DELETE":
        return done_if_sure(
            request,
            lambda: forget_app(by=request.member, provider=provider),
            what=_("Forget the app for %(system)s?") % {"system": kind.label},
            loss=_(
                "Members can connect no account any more, and have to consent anew once an app is registered again."
            ),
            deed=_("Forget it for good"),
            done=_("The app is forgotten. Nobody can connect an account of it any more."),
            back=reverse("connections"),
        )
    row = OAuthApp.objects.filter(provider=provider).first()
    form = OAuthAppForm(kind, row, sent(request) or None)
    if request.method == "POST" and form.is_valid():
        answer = _registered(request, kind, row, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "provider": kind,
        "is_registered": row is not None,
        "callback": callback_address(is_own=True),
        "scopes": scopes_of(kind, row or OAuthApp(uses=list(kind.uses))),
        "push": kind.push if isinstance(kind, MailProvider) else None,
        "unreachable": unreachable(),
        "push_address": _push_address(kind, row),
        "connected": Connection.objects.filter(provider=provider, ended_at__isnull=True).exclude(state="begun").count(),
        "settings_place": "connections",
    }
    return render(request, "web/connections/oauth_app.html", context)


def _registered(
    request: MemberRequest, kind: Provider, row: OAuthApp | None, form: OAuthAppForm
) -> HttpResponse | None:
    """Register or change it, and show it again; None where the form says why it is refused."""
    back = reverse("oauth_app", args=[kind.key])
    return made_or_asked(
        request,
        lambda: register_app(by=request.member, provider=kind.key, given=form.given(), uses=form.cleaned_data["uses"]),
        question=lambda: replacing_asked(
            request,
            _("Replace the secret of the app for %(system)s?") % {"system": kind.label},
            secrets=replaced_secrets(row, form.given()) if row else [],
            back=back,
        ),
        done=_("Saved. Members connect their accounts under My profile, My connections."),
        back=back,
        form=form,
    )


def _push_address(kind: Provider, row: OAuthApp | None) -> str:
    push = kind.push if isinstance(kind, MailProvider) else None
    return push.address_for(row) if push is not None and row is not None and not unreachable() else ""


def _known(key: str) -> Provider:
    try:
        kind = provider_of(key)
    except UnknownProvider:
        raise Http404 from None
    if not kind.has_app:
        raise Http404
    return kind
