"""Logging in by the identity provider of one's organisation."""

import logging
import secrets
import time
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacesetter.core.http import GuardedClient
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import IdentityProvider
from pacesetter.people.oidc import Asked, Provider, ProviderFailed, discover, identify, new_request
from pacesetter.people.verbs import enter_by_provider
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened

_log = logging.getLogger(__name__)
_PENDING = "provider_log_in"
_PATIENCE = 15 * 60  # seconds that somebody may take at the provider
_KNOWN_FOR = 10 * 60  # seconds that what a provider says of itself is kept


@require_safe
def provider_choice(request: HttpRequest) -> HttpResponse:
    """Ask for the short name of the organisation, where there are several."""
    slug = request.GET.get("organisation", "").strip().lower()
    if slug and IdentityProvider.across_organisations.filter(organisation__slug=slug).exists():
        return redirect("provider_log_in", slug)
    return render(request, "web/people/provider_choice.html", {"slug": slug})


@never_cache
@require_safe
def provider_log_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the browser to the provider."""
    row = _provider_of(slug)
    asked = new_request()
    try:
        provider = _discovered(row)
    except ProviderFailed as failed:
        return _failed(request, row, failed)
    request.session[_PENDING] = {**asdict(asked), "slug": slug, "at": time.time(), "next": request.GET.get("next", "")}
    return redirect(provider.log_in_address(client_id=row.client_id, redirect_uri=callback_address(), asked=asked))


@never_cache
@require_safe
def provider_callback(request: HttpRequest) -> HttpResponse:
    """The way back. What comes with it is believed only in the session that was sent there."""
    pending: dict[str, Any] = request.session.pop(_PENDING, {})
    state = request.GET.get("state", "")
    if not pending or not secrets.compare_digest(state.encode(), pending["state"].encode()):
        return _refused(request, _("This log-in was not begun here, or was used already. Begin again."))
    if time.time() - pending["at"] > _PATIENCE:
        return _refused(request, _("That took too long. Begin again."))
    if "code" not in request.GET:
        return _refused(request, _("Your organisation's log-in did not let you in."))
    row = _provider_of(pending["slug"])
    asked = Asked(pending["state"], pending["nonce"], pending["verifier"])
    try:
        with GuardedClient(settings.PROVIDER_RULES) as http, scope(row.organisation):
            who = identify(
                http,
                _discovered(row),
                client_id=row.client_id,
                client_secret=opened(row, "client_secret"),
                redirect_uri=callback_address(),
                code=request.GET["code"],
                asked=asked,
            )
        member = enter_by_provider(row, who)
    except ProviderFailed as failed:
        return _failed(request, row, failed)
    except NotAllowed as refusal:
        return _refused(request, refusal.message)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, member.user, method="provider", organisation=pending["slug"])
    inside = url_has_allowed_host_and_scheme(pending["next"], allowed_hosts=None)
    # With a second factor of the log-in's own, allauth asks for it first.
    answer: HttpResponse = perform_login(
        request,
        Login(
            user=member.user,
            redirect_url=pending["next"] if inside else reverse("home"),
            signal_kwargs={"provider_organisation_id": row.organisation_id},
        ),
    )
    return answer


def callback_address() -> str:
    """Where providers send the browser back to: administrators register it there."""
    return f"{settings.PUBLIC_URL}{reverse('provider_callback')}"


def _provider_of(slug: str) -> IdentityProvider:
    row = IdentityProvider.across_organisations.filter(organisation__slug=slug).select_related("organisation").first()
    if row is None:
        raise Http404
    found: IdentityProvider = row
    return found


def _discovered(row: IdentityProvider) -> Provider:
    # Anybody can press the button: the provider isn't asked anew each time.
    key = f"provider-{row.pk}-{row.issuer}"
    found: Provider | None = cache.get(key)
    if found is None:
        with GuardedClient(settings.PROVIDER_RULES) as http:
            found = discover(http, row.issuer)
        cache.set(key, found, _KNOWN_FOR)
    return found


def _failed(request: HttpRequest, row: IdentityProvider, failed: ProviderFailed) -> HttpResponse:
    _log.warning("The identity provider of %s: %s", row.organisation.slug, failed)
    text = _("Your organisation's log-in can't be reached, or answered what can't be trusted. Try again later.")
    return _refused(request, text, status=502)


def _refused(request: HttpRequest, text: str, status: int = 403) -> HttpResponse:
    return render(request, "web/people/provider_refused.html", {"text": text}, status=status)
