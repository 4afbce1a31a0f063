"""The pane beside a mail that is written, and the question before it is sent."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pacesetter.addins.outlook.choosing import always_of, type_of
from pacesetter.addins.outlook.door import for_member, read, told
from pacesetter.addins.outlook.heads import draft_head
from pacesetter.addins.outlook.reading import ROUTE
from pacesetter.addins.outlook.sent import SentChoice, SentDraft, SentIntent, addresses_of
from pacesetter.addins.outlook.shown import shown_drop, shown_intent, shown_mail
from pacesetter.capture.access import intents_of
from pacesetter.capture.judging import Verdict
from pacesetter.capture.looking import asks_about, look
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.verbs import add_recipient, drop_intent, intend, log_intent
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


@for_member
def draft(request: HttpRequest, member: Member) -> HttpResponse:
    """POST tells what is known of a draft, and what was said of it already. Nothing is kept."""
    sent = read(request, SentDraft)
    earlier = intents_of(member).filter(token=sent.token).first() if sent.token else None
    if earlier is not None:
        return told(shown_intent(earlier))
    found = look(member, draft_head(member, sent, now=clock.now()))
    return told(shown_drop(found) if isinstance(found, Verdict) else shown_mail(member, found))


@for_member
def intents(request: HttpRequest, member: Member) -> HttpResponse:
    """POST says what a draft is going to be; an earlier choice for it is replaced."""
    sent = read(request, SentIntent)
    head = draft_head(member, sent.draft, now=clock.now())
    activity_type = type_of(member, sent.choice)
    # Somebody who is added for a mail that is then refused must not stay behind.
    with transaction.atomic():
        intent = intend(
            by=member,
            to=addresses_of(sent.draft.to, sent.draft.cc),
            blind=addresses_of(sent.draft.bcc),
            activity_type=activity_type,
            route=ROUTE,
            subject=sent.draft.subject,
            contact=_added(member, head, sent.choice),
            note=sent.choice.note.strip(),
            always=always_of(sent.choice),
            token=sent.draft.token,
        )
    return told(shown_intent(intent))


@for_member
def intent(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """DELETE takes the choice back."""
    drop_intent(intents_of(member).get(token=token), by=member)
    return told({})


@for_member
def sent(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    """POST tells that the mail goes now, and to whom: it counts from here on, whether or not a copy of it ever comes.
    Where one does, that is the same activity."""
    draft = read(request, SentDraft)
    found = intents_of(member).get(token=token)
    try:
        log_intent(found, by=member, to=addresses_of(draft.to, draft.cc), subject=draft.subject)
    except Refusal as refusal:
        # The copy was faster, or a rule of the organisation asks for more: then it waits to be classified.
        return told({"is_logged": False, "text": refusal.message})
    return told({"is_logged": True})


@for_member
def question(request: HttpRequest, member: Member) -> HttpResponse:
    """POST tells whether the member is to be asked before a mail is sent, and with which words."""
    head = draft_head(member, read(request, SentDraft), now=clock.now())
    others = asks_about(member, list(head.recipients), [*head.references, head.thread_key])
    if not others:
        return told({"ask": False})
    who = others[0].name or others[0].address
    text = _("What is this e-mail to %(who)s? Say it beside the e-mail, or send it without logging it.") % {"who": who}
    return told({"ask": True, "text": text, "label": _("Log e-mail")[:20]})


def _added(member: Member, head: MailHead, choice: SentChoice) -> Contact | None:
    """The one whom the draft is mainly to, where they are to be added."""
    mail = look(member, head) if choice.person.strip() else None
    if mail is None or isinstance(mail, Verdict) or mail.contact is not None:
        return mail.contact if isinstance(mail, CapturedMail) else None
    called = "" if mail.company else choice.company
    return add_recipient(mail.address, by=member, name=choice.person, company=mail.company, company_name=called)
