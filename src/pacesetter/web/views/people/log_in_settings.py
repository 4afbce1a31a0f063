"""How the members of an organisation log in: second factors, and its own identity provider."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.core.http import GuardedClient
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.people.oidc import ProviderFailed, discover
from pacesetter.people.verbs import edit_organisation, remove_identity_provider, set_identity_provider
from pacesetter.web.asking import replacing_asked, sent
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.people.log_in import ProviderForm, SecondFactorForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.membership import provider_organisation
from pacesetter.web.refusals import refusals_said
from pacesetter.web.views.people.provider_log_in import callback_address


@require_http_methods(["GET", "POST"])
@administrator_view
def log_in_settings(request: MemberRequest) -> HttpResponse:
    """Show both; POST says of whom a second factor is wanted."""
    form = SecondFactorForm(request.member.organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with noting() as event_ids:
            edit_organisation(by=request.member, second_factor=form.cleaned_data["second_factor"])
        say_deed(request, _("Saved."), event_ids)
        return redirect("log_in_settings")
    return _page(request, form=form)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def provider_settings(request: MemberRequest) -> HttpResponse:
    """POST sets the identity provider, after asking it who it is; DELETE does without."""
    if request.method == "DELETE":
        with refusals_said(request):
            remove_identity_provider(by=request.member)
            messages.success(request, _("Members log in by their passwords and passkeys."))
        return redirect("log_in_settings")
    kept = _kept()
    form = ProviderForm(kept, request.member.organisation, sent(request))
    if form.is_valid():
        given = form.cleaned_data
        if kept is not None and given["client_secret"]:
            what, back = _("Replace the client secret?"), reverse("log_in_settings")
            question = replacing_asked(request, what, secrets=["client_secret"], back=back)
            if question is not None:
                return question
        try:
            with GuardedClient(settings.PROVIDER_RULES) as http:
                issuer = discover(http, given["issuer"]).issuer
            with noting() as event_ids, transaction.atomic():
                edit_organisation(by=request.member, email_domains=given["email_domains"].split(","))
                set_identity_provider(
                    by=request.member,
                    issuer=issuer,
                    client_id=given["client_id"],
                    client_secret=given["client_secret"],
                    is_only_way=given["is_only_way"],
                    break_glass=given["break_glass"],
                )
        except ProviderFailed as failed:
            form.add_error("issuer", _("This issuer does not answer as it must: %(why)s") % {"why": failed})
        except NotAllowed:
            raise
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            say_deed(request, _("Saved. Try it in a private window before you close this one."), event_ids)
            return redirect("log_in_settings")
    return _page(request, provider=form)


@require_safe
@administrator_view
def provider_ending(request: MemberRequest) -> HttpResponse:
    """Ask before the identity provider is done without: it logs people out, perhaps the one who asks too."""
    kept = _kept()
    if kept is None:
        return redirect("log_in_settings")
    here = Member.objects.filter(archived_at__isnull=True, user__isnull=False).select_related("user")
    facts = {
        "kept": kept,
        "is_own_way": provider_organisation(request.session) is not None,
        "has_password": request.member.user is not None and request.member.user.has_usable_password(),
        "without_password": sum(1 for one in here if one.user and not one.user.has_usable_password()),
        "settings_place": "log_in_settings",
    }
    return render(request, "web/people/provider_ending.html", facts)


def _page(
    request: MemberRequest, *, form: SecondFactorForm | None = None, provider: ProviderForm | None = None
) -> HttpResponse:
    organisation, kept = request.member.organisation, _kept()
    facts = {
        "form": form or SecondFactorForm(organisation),
        "provider": provider or ProviderForm(kept, organisation),
        "kept": kept,
        "callback": callback_address(),
        "own_address": f"{settings.PUBLIC_URL}{reverse('provider_log_in', args=[organisation.slug])}",
        "settings_place": "log_in_settings",
    }
    return render(request, "web/people/log_in_settings.html", facts)


def _kept() -> IdentityProvider | None:
    found: IdentityProvider | None = IdentityProvider.objects.first()
    return found
