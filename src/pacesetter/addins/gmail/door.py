"""Who calls, and for whom: what every view of the add-on starts with."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pacesetter.addins.gmail.answers import Answer, asks_for, changes, says, shows
from pacesetter.addins.gmail.cards.trouble import connect_card, trouble_card
from pacesetter.addins.gmail.event import Event, read_event
from pacesetter.addins.gmail.gmail_api import MailUnavailable
from pacesetter.addins.gmail.tokens import GoogleUser, verify_caller, verify_user
from pacesetter.capture.gmail.add_on import add_on_now, endpoint
from pacesetter.capture.gmail.deployment import MAIL_SCOPES, USER_SCOPES
from pacesetter.capture.gmail.keys import KeysUnavailable
from pacesetter.capture.gmail.signed import TokenRefused
from pacesetter.capture.models import GoogleAccount
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.language import language_of
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

_log = logging.getLogger(__name__)
_NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """The member for whom the add-on acts, the account it does so in, and what was sent."""

    member: Member
    account: GoogleAccount
    event: Event


View = Callable[[Caller], Answer]
Guarded = Callable[[HttpRequest], HttpResponse]


def trigger(view: View) -> Guarded:
    """A view that Gmail calls by itself; it answers with a card to show."""
    return _guarded(view, is_button=False)


def button(view: View) -> Guarded:
    """A view that a button on a card calls. What is refused is only said, so that what was typed stays."""
    return _guarded(view, is_button=True)


def _guarded(view: View, *, is_button: bool) -> Guarded:
    answered = changes if is_button else shows

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        add_on = add_on_now()
        if not add_on.is_set_up:
            raise Http404
        try:
            event = read_event(json.loads(request.body))
        except (ValueError, RecursionError):
            return _refused("the event is no JSON", 400)
        audience = endpoint(request.resolver_match.view_name if request.resolver_match else "")
        try:
            verify_caller(_bearer(request) or event.system_token, add_on, audience=audience)
            if not event.user_token:
                return JsonResponse(asks_for(USER_SCOPES))
            user = verify_user(event.user_token, add_on)
        except TokenRefused as refused:
            return _refused(str(refused), 401)
        except KeysUnavailable as unavailable:
            _log.warning("gmail add-on: Google's keys can't be had: %s", unavailable)
            return JsonResponse({"error": "try again later"}, status=503)
        account = _account_of(user)
        if account is None:
            with _language(event):
                return JsonResponse(answered(connect_card(user)))
        with _as(account.member, event):
            return JsonResponse(_answer(view, Caller(account.member, account, event), is_button=is_button))

    return guarded


def _answer(view: View, caller: Caller, *, is_button: bool) -> Answer:
    try:
        return view(caller)
    except MailUnavailable as unavailable:
        _log.info("gmail add-on: %s", unavailable)
        if unavailable.may_consent:
            return asks_for(MAIL_SCOPES)
        text = _("Gmail does not hand out this e-mail. Open it again.")
    except Refusal as refusal:
        text = refusal.message
    except ObjectDoesNotExist:
        # Not there, and not yours: the difference is nobody's business.
        text = _("This e-mail is not here any more.")
    return says(text) if is_button else shows(trouble_card(text))


def _bearer(request: HttpRequest) -> str:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _refused(why: str, status: int) -> HttpResponse:
    # Never the event itself: it holds tokens.
    _log.warning("gmail add-on: refused: %s", why)
    return JsonResponse({"error": "refused"}, status=status)


def _account_of(user: GoogleUser) -> GoogleAccount | None:
    """Which member the add-on acts for in this account; none who has left or may not log in."""
    rows = GoogleAccount.across_organisations.select_related("member__organisation", "member__user")
    working = rows.filter(member__archived_at__isnull=True, member__user__is_active=True)
    found: GoogleAccount | None = working.filter(subject=user.subject).first()
    now = clock.now()
    if found is not None and (found.last_used_at is None or found.last_used_at < now - _NOTED_EVERY):
        GoogleAccount.across_organisations.filter(pk=found.pk).update(last_used_at=now)
    return found


@contextmanager
def _as(member: Member, event: Event) -> Iterator[None]:
    with scope(member.organisation), timezone.override(member.zone()), _language(event), language_of(member):
        yield


@contextmanager
def _language(event: Event) -> Iterator[None]:
    """That of the mail program, where ours has it."""
    wanted = event.locale.replace("_", "-").lower()
    found = next((one for one in (wanted, wanted.partition("-")[0]) if translation.check_for_language(one)), "en")
    with translation.override(found):
        yield
