"""The part of a card in which it is chosen what a mail is, and with whom; and what was chosen there, read."""

from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.addins.gmail.event import Event
from pacesetter.addins.gmail.widgets import Widget, choice, paragraph, text_field
from pacesetter.addins.offered import email_types_of, outcomes_of
from pacesetter.addins.words import who_of
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.newcomers import company_named, person_named
from pacesetter.capture.verbs import Always
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.crm.models import Company
from pacesetter.people.models import Member


def type_field(member: Member, chosen: ActivityType | None) -> Widget:
    """The types; the first one is chosen where none is suggested."""
    offered = [(str(one.pk), one.name) for one in email_types_of(member)]
    return choice("type", _("What it was"), offered, str(chosen.pk) if chosen else offered[0][0])


def outcome_field(member: Member) -> Widget | None:
    """The outcomes, where a type of e-mails has any."""
    offered = [(str(one.pk), one.name) for one in outcomes_of(member)]
    return choice("outcome", _("How it ended"), [("", _("No outcome")), *offered], "") if offered else None


def always_field(mail: CapturedMail) -> Widget:
    """For which mails it holds: this one where nothing else is said."""
    who = _("For everything with %(who)s") % {"who": who_of(mail)}
    offered = [("", _("For this e-mail")), (Always.THREAD, _("For all of this thread")), (Always.CONTACT, who)]
    return choice("always", _("It holds"), [(str(value), text) for value, text in offered], "")


def newcomer_fields(name: str, address: str, company: Company | None) -> list[Widget]:
    """A contact and a lead, filled in from the address. In a company that is known only the contact is new."""
    inside = paragraph(_("New contact in %(company)s") % {"company": company.name}) if company else None
    found = [inside] if inside else []
    found.append(text_field("contact", _("Contact"), person_named(name, address)))
    if company is None:
        found.append(text_field("company", _("Company (a new lead, or one that is here)"), company_named(address)[0]))
    return found


def chosen_type(member: Member, type_id: str) -> ActivityType:
    """Raises a `Refusal` for one that can't be chosen."""
    found = next((one for one in email_types_of(member) if str(one.pk) == type_id), None)
    if found is None:
        raise Refusal(_("Choose what sort of e-mail it was."), field="type", code="required")
    return found


def chosen_outcome(member: Member, event: Event) -> Outcome | None:
    """The outcome, None where none was chosen."""
    return catalogue_of(member.organisation).outcomes.get(written_id(event.form.get("outcome", "")) or 0)


def chosen_always(event: Event) -> Always | None:
    """For which other mails it is to hold; None for none."""
    wanted = event.form.get("always", "")
    return Always(wanted) if wanted in list(Always) else None
