"""The add-in logs in by a code that its member got in the log-in window, and out."""

from django.http import HttpRequest, HttpResponse

from pacesetter.addins.outlook.callers import token_of
from pacesetter.addins.outlook.door import for_member, read, told
from pacesetter.addins.outlook.sent import SentCode
from pacesetter.capture.verbs import log_in_add_in, revoke_add_in
from pacesetter.people.models import Member


def log_in(request: HttpRequest) -> HttpResponse:
    """POST changes a code for a token, once."""
    sent = read(request, SentCode)
    token, secret = log_in_add_in(sent.code, verifier=sent.verifier)
    return told({"token": secret, "name": token.member.name})


@for_member
def log_out(request: HttpRequest, member: Member) -> HttpResponse:
    """DELETE ends the token that was sent with it."""
    token = token_of(request.headers.get("Authorization", ""))
    if token is not None:
        revoke_add_in(token, by=member)
    return told({})
