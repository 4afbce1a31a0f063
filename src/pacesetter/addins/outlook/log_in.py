"""The add-in logs in by a code that its member got in the log-in window, and out."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pacesetter.addins.outlook.callers import token_of
from pacesetter.addins.outlook.door import for_member, read, refused, told
from pacesetter.addins.outlook.sent import SentCode, SentWord
from pacesetter.capture.entra.believing import believed, member_who_is
from pacesetter.capture.entra.word import Untrusted
from pacesetter.capture.verbs import link_entra_identity, log_in_add_in, log_in_by_entra, revoke_add_in
from pacesetter.people.models import Member

logger = logging.getLogger(__name__)


def log_in(request: HttpRequest) -> HttpResponse:
    """POST changes a code for a token, once."""
    sent = read(request, SentCode)
    token, secret = log_in_add_in(sent.code, verifier=sent.verifier)
    return told({"token": secret, "name": token.member.name})


def log_in_by_microsoft(request: HttpRequest) -> HttpResponse:
    """POST changes an access token of Microsoft for a token of the add-in: 401 where it can't be trusted, 404 where it
    is not known yet whose it is."""
    sent = read(request, SentWord)
    try:
        member = member_who_is(believed(sent.word))
    except Untrusted as error:
        logger.warning("An access token was refused: %s", error)
        return refused(401, _("Log in again."), "untrusted")
    if member is None:
        return refused(404, _("Log in once, so that it is known who you are."), "unknown_person")
    _token, secret = log_in_by_entra(member, sent.word, program="outlook", mailbox=sent.mailbox)
    return told({"token": secret, "name": member.name})


@for_member
def microsoft_account(request: HttpRequest, member: Member) -> HttpResponse:
    """POST links the Microsoft account that an access token is about to the member, for the next time."""
    sent = read(request, SentWord)
    try:
        person = believed(sent.word)
    except Untrusted as error:
        logger.warning("An access token was refused: %s", error)
        return refused(403, _("This Microsoft account is not one of your organisation."), "untrusted")
    link_entra_identity(member, person, by=member)
    return told({})


@for_member
def log_out(request: HttpRequest, member: Member) -> HttpResponse:
    """DELETE ends the token that was sent with it."""
    token = token_of(request.headers.get("Authorization", ""))
    if token is not None:
        revoke_add_in(token, by=member)
    return told({})
