"""The pane beside a mail that is read: what it is, log it, leave it out, and take that back."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from pacesetter.activities.models import Provenance
from pacesetter.addins.outlook.choosing import always_of, outcome_of, type_of
from pacesetter.addins.outlook.door import for_member, read, told
from pacesetter.addins.outlook.heads import head_of
from pacesetter.addins.outlook.sent import SentActivity, SentMail
from pacesetter.addins.outlook.shown import shown_drop, shown_mail
from pacesetter.addins.words import drop_words
from pacesetter.capture.access import get_mail_for
from pacesetter.capture.houses import house_of
from pacesetter.capture.judging import Verdict
from pacesetter.capture.keeping import keep
from pacesetter.capture.looking import look
from pacesetter.capture.models import CapturedMail, MailState
from pacesetter.capture.verbs import (
    add_newcomer,
    classify,
    ignore_mail,
    take_back_classification,
    take_up_mail,
)
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

ROUTE = "outlook_add_in"


@for_member
def mail(request: HttpRequest, member: Member) -> HttpResponse:
    """POST tells what is known of a mail. Nothing is kept of it: it may only have been opened."""
    found = look(member, head_of(read(request, SentMail), now=clock.now()))
    return told(shown_drop(found) if isinstance(found, Verdict) else shown_mail(member, found))


@for_member
def activity(request: HttpRequest, member: Member) -> HttpResponse:
    """POST logs a mail, once however often it is sent; what it is logged as already stays."""
    sent = read(request, SentActivity)
    choice = sent.choice
    activity_type = type_of(member, choice)
    # Somebody who is added for a mail that is then refused must not stay behind, nor must the mail.
    with transaction.atomic():
        row = _kept(member, sent.mail)
        if row.state == MailState.IGNORED:
            row = take_up_mail(row, by=member)
        if row.state == MailState.WAITING:
            contact = None
            if choice.person.strip():
                inside = row.company
                called = "" if inside else choice.company
                contact = add_newcomer(row, by=member, name=choice.person, company=inside, company_name=called)
            row = classify(
                row,
                by=member,
                activity_type=activity_type,
                contact=contact,
                outcome=outcome_of(member, choice),
                note=choice.note.strip(),
                always=always_of(choice),
                provenance=Provenance.ADD_IN,
            )
    return told(shown_mail(member, row))


@for_member
def ignored(request: HttpRequest, member: Member) -> HttpResponse:
    """POST leaves a mail out, so that it is not asked about when it comes by another route."""
    sent = read(request, SentActivity)
    with transaction.atomic():
        row = _kept(member, sent.mail)
        if row.state == MailState.WAITING:
            row = ignore_mail(row, by=member, always=always_of(sent.choice))
    return told(shown_mail(member, row))


@for_member
def settled(request: HttpRequest, member: Member, mail_id: int) -> HttpResponse:
    """DELETE takes back what became of the mail: it waits again."""
    row = get_mail_for(member, mail_id)
    undo = take_back_classification if row.state == MailState.LOGGED else take_up_mail
    return told(shown_mail(member, undo(row, by=member)))


def _kept(member: Member, sent: SentMail) -> CapturedMail:
    head, house = head_of(sent, now=clock.now()), house_of(member)
    # Anybody can write the member's address under a mail to them, and Outlook does not say in which folder it lies.
    is_trusted = head.sender.address not in house.own
    kept = keep(member, head, route=ROUTE, is_trusted=is_trusted, house=house)
    if isinstance(kept, Verdict):
        reason = kept.dropped.value if kept.dropped else ""
        raise Refusal(drop_words(kept), code=reason or "dropped")
    return kept
