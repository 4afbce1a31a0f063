"""What of one's own e-mail is captured, by which ways, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacesetter.capture.access import aliases_of, blocked_by, google_accounts_of, rules_of
from pacesetter.capture.gmail.add_on import add_on_now
from pacesetter.capture.models import CaptureAddress, Mailbox, MailSecurity
from pacesetter.capture.verbs import (
    block,
    connect_mailbox,
    disconnect_mailbox,
    erased_by_block,
    forget_unclassified,
    renew_address,
    revoke_address,
)
from pacesetter.capture.verbs.blocking import checked_pattern
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.asking import asked, replacing_asked, sent
from pacesetter.web.capture.accounts import can_connect_mail, mail_accounts_of
from pacesetter.web.capture.address_change import address_changed
from pacesetter.web.capture.google_accounts import shown_accounts
from pacesetter.web.capture.own_mail import shown_own_mail, shown_rule
from pacesetter.web.changing import done_if_sure
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.undo import say_with_undo

# There are several lists on the page.
_PER_PAGE = 20


@require_safe
@member_view
def own_mail(request: MemberRequest) -> HttpResponse:
    """Everything about it on one page."""
    return show_own_mail(request)


@require_http_methods(["POST", "DELETE"])
@member_view
def own_mail_address(request: MemberRequest) -> HttpResponse:
    """POST makes a (new) address; DELETE takes it away."""
    member = request.member
    return address_changed(
        request,
        renew=lambda: renew_address(member, by=member),
        revoke=lambda: revoke_address(member, by=member),
        is_there=CaptureAddress.objects.filter(member=member).exists,
        loss=_(
            "Mail to the address of now is refused from then on, also where a rule of your mail program sends it there."
        ),
        renewed=_("This is your address now. An earlier one takes no mail any more."),
        back=reverse("own_mail"),
    )


@require_http_methods(["POST", "DELETE"])
@member_view
def own_mailbox(request: MemberRequest) -> HttpResponse:
    """POST connects the member's mailbox; DELETE disconnects it and erases what is not logged."""
    if request.method == "DELETE":
        return done_if_sure(
            request,
            lambda: disconnect_mailbox(request.member, by=request.member),
            what=_("Disconnect your mailbox?"),
            loss=_("The password is erased, and so are all e-mails that are not logged. That can't be undone."),
            deed=_("Disconnect and erase"),
            done=_("Disconnected. The password and everything that is not logged are erased."),
            back=reverse("own_mail"),
        )
    if Mailbox.objects.filter(member=request.member).exists():
        question = replacing_asked(
            request, _("Replace your mailbox and its password?"), secrets=["password"], back=reverse("own_mail")
        )
        if question is not None:
            return question
    given = sent(request)
    try:
        connect_mailbox(
            request.member,
            by=request.member,
            **{name: given.get(name, "") for name in ("host", "user", "password", "security")},
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        return show_own_mail(request, mailbox_error=refusal.message)
    messages.success(request, _("It is being tried now. This page tells how it went."))
    return redirect("own_mail")


@require_POST
@member_view
def own_mail_blocked(request: MemberRequest) -> HttpResponse:
    """POST blocks an address or domain for oneself; an administrator may do so for everybody."""
    for_everybody = request.POST.get("everybody") == "yes"
    back = reverse("capture_settings" if for_everybody else "own_mail")
    whose: dict[str, Any] = {"by": request.member, "for_everybody": for_everybody}
    try:
        pattern = checked_pattern(request.POST.get("pattern", ""), **whose)
        number = erased_by_block(pattern, **whose)
        question = _erasing_asked(request, pattern, number, back) if number else None
        if question is not None:
            return question
        blocked = block(pattern, **whose)
    except NotAllowed:
        raise
    except Refusal as refusal:
        if not for_everybody:
            return show_own_mail(request, blocked_error=refusal.message)
        messages.error(request, refusal.message)
        return redirect(back)
    if number:
        messages.success(request, _("Nothing is kept of mail with it any more; what waited is erased."))
    else:
        text = _("Nothing is kept of mail with it any more.")
        say_with_undo(request, text, reverse("own_mail_block", args=[blocked.pk]))
    return redirect(back)


def _erasing_asked(request: MemberRequest, pattern: str, number: int, back: str) -> HttpResponse | None:
    loss = ngettext(
        "%(number)d e-mail with it is not logged: it is erased. That can't be undone.",
        "%(number)d e-mails with it are not logged: they are erased. That can't be undone.",
        number,
    ) % {"number": number}
    what = _("Block %(pattern)s?") % {"pattern": pattern}
    return asked(request, what=what, loss=loss, deed=_("Block and erase"), back=back)


@require_http_methods(["DELETE"])
@member_view
def own_mail_waiting(request: MemberRequest) -> HttpResponse:
    """DELETE erases everything that has not become an activity."""
    return done_if_sure(
        request,
        lambda: forget_unclassified(request.member, by=request.member),
        what=_("Erase everything that is not logged?"),
        loss=_("E-mails that wait and those that are ignored are erased. That can't be undone."),
        deed=_("Erase"),
        done=_erased,
        back=reverse("own_mail"),
    )


def _erased(number: int) -> str:
    return ngettext("%(number)s e-mail erased.", "%(number)s e-mails erased.", number) % {"number": number}


def show_own_mail(
    request: MemberRequest, *, alias_error: str = "", blocked_error: str = "", mailbox_error: str = ""
) -> HttpResponse:
    """The page, with what was wrong with the form that was sent."""
    rules = page_of(request, rules_of(request.member), per_page=_PER_PAGE, param="rules")
    context = {
        "rules": rules,
        "rule_lines": [shown_rule(rule) for rule in rules],
        "rules_query": other_query(request, "rules"),
        "aliases": page_of(request, aliases_of(request.member), per_page=_PER_PAGE, param="aliases"),
        "aliases_query": other_query(request, "aliases"),
        "blocked": page_of(request, blocked_by(request.member), per_page=_PER_PAGE, param="blocked"),
        "blocked_query": other_query(request, "blocked"),
        "mine": shown_own_mail(request.member),
        "google_accounts": shown_accounts(google_accounts_of(request.member)),
        "has_gmail": add_on_now().is_set_up,
        "accounts": mail_accounts_of([request.member.pk]),
        "can_connect_mail": can_connect_mail(),
        "alias_error": alias_error,
        "blocked_error": blocked_error,
        "mailbox_error": mailbox_error,
        "securities": MailSecurity.choices,
        "sent": request.POST,
        "place": "profile",
    }
    status = 422 if alias_error or blocked_error or mailbox_error else 200
    response = render(request, "web/capture/own_mail.html", context, status=status)
    # The address on it is a secret.
    response.headers["Cache-Control"] = "no-store"
    return response
