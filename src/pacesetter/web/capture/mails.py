"""Mails that wait, ready to print, each with what it probably is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.suggesting import suggestions_for
from pacesetter.people.models import Member


@dataclass(frozen=True)
class ShownMail:
    """As it is printed. `suggested` is the id of a type, None where none is suggested; `ignore` where that is."""

    id: int
    is_sent: bool
    who: str
    address: str
    company: str
    company_id: int | None
    others: tuple[str, ...]
    when: str
    subject: str
    suggested: int | None
    is_ignorable: bool
    reason: str
    trouble: str
    is_certain: bool


def email_types_of(viewer: Member) -> list[ActivityType]:
    """The types that a mail can be classified as, in their order. Asks the database for nothing."""
    types = catalogue_of(viewer.organisation).types.values()
    usable = [one for one in types if one.category == "email" and one.archived_at is None]
    return sorted(usable, key=lambda one: (one.position, one.name))


def shown_mails(viewer: Member, mails: Sequence[CapturedMail]) -> list[ShownMail]:
    """The mails in the viewer's zone, with suggestions from the viewer's own choices. One query for all of them."""
    suggestions = suggestions_for(viewer, mails, email_types_of(viewer)) if mails else {}
    shown = []
    for mail in mails:
        made = suggestions.get(mail.pk)
        shown.append(
            ShownMail(
                id=mail.pk,
                is_sent=mail.direction == "out",
                who=(mail.contact.name if mail.contact else mail.name) or mail.address,
                address=mail.address,
                company=mail.company.name if mail.company else "",
                company_id=mail.company_id,
                others=tuple(name or address for address, name in mail.others[1:]),
                when=date_format(timezone.localtime(mail.sent_at), "SHORT_DATETIME_FORMAT"),
                subject=mail.subject,
                suggested=made.activity_type.pk if made and made.activity_type else None,
                is_ignorable=made is not None and made.activity_type is None,
                reason=made.reason if made else "",
                trouble=mail.trouble,
                is_certain=mail.is_trusted,
            )
        )
    return shown


def kept_of(mail: CapturedMail) -> list[tuple[str, str]]:
    """Everything that is kept of the mail, by name: there is nothing else."""
    moment = date_format(timezone.localtime(mail.sent_at), "SHORT_DATETIME_FORMAT")
    seen = date_format(timezone.localtime(mail.captured_at), "SHORT_DATETIME_FORMAT")
    people = ", ".join(f"{name} <{address}>" if name else address for address, name in mail.others)
    return [
        (_("Direction"), _("Sent") if mail.direction == "out" else _("Received")),
        (_("With"), people),
        (_("When"), moment),
        (_("Subject"), mail.subject or _("not kept")),
        (_("Text and attachments"), _("never kept")),
        (_("Its own name (Message-ID)"), mail.message_id),
        (_("Came by"), ", ".join(route_words(route) for route in mail.routes)),
        (_("First seen"), seen),
    ]


def route_words(route: str) -> str:
    """A route of mail in words."""
    return {
        "address": _("your address for copies"),
        "forward": _("a forward of yours"),
        "imap": _("your mailbox"),
        "gmail_add_on": _("the add-on in Gmail"),
        "outlook_add_in": _("the add-in in Outlook"),
        "gmail": _("your account at Google"),
        "graph": _("your account at Microsoft"),
    }.get(route, route)
