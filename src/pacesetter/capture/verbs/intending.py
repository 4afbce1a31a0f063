"""Say of a mail what it is while it is written."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.activities.verbs import delete, log, restore
from pacesetter.capture.houses import house_of
from pacesetter.capture.joining import usable_company
from pacesetter.capture.likeness import people_key, subject_key
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.logging_mails import source_key
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import MailIntent
from pacesetter.capture.setting_rules import Always, set_rule_ahead, take_back_rule_ahead
from pacesetter.capture.verbs import guards
from pacesetter.capture.writing import parties_in
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.mail.inbound.addresses import new_token
from pacesetter.people.models import Member


def intend(
    *,
    by: Member,
    to: Sequence[str],
    activity_type: ActivityType,
    route: str,
    subject: str = "",
    company: Company | None = None,
    contact: Contact | None = None,
    note: str = "",
    always: Always | None = None,
    token: str = "",
    blind: Sequence[str] = (),
) -> MailIntent:
    """Log the mail that is written to these people (To and Cc, with or without names) as this type once it was sent.
    Those in Bcc (`blind`) count as people whom it is to, but copies of the mail do not name them: it is known again
    without them.

    `token` is the one of an earlier choice for the same mail, which this replaces. With `always` it holds for the
    thread's or the person's next mails too, once this one was sent. Of the subject only a hash is kept.
    Raises a `Refusal` where nobody outside of the organisation is among them or one of them is blocked, and for a type
    that is none of e-mails; `NotAllowed` to whoever has left.
    """
    if by.is_archived:
        raise NotAllowed(_("E-mail is classified by whose it is."))
    guards.email_type(activity_type)
    with transaction.atomic():
        # First: what is blocked meanwhile must not be kept.
        lock_mail_of(by)
        outside = _outside(by, [*to, *blind])
        known = known_by(outside)
        contact = contact or (known.contact if company is None else None)
        company = company or (contact.company if contact else None) or known.company
        values = {
            "activity_type": activity_type,
            "company": company,
            "contact": contact,
            "note": note,
            "always": always or "",
            "address": outside[0],
            "people": people_key(_named(by, to) or outside),
            "subject_key": subject_key(subject),
            "route": route,
            "made_at": clock.now(),
        }
        earlier = _open_ones(by).filter(token=token, activity__isnull=True)
        intent: MailIntent | None = earlier.first() if token else None
        if intent is None and token:
            # What was logged of the earlier one and taken back is not brought back as another type.
            taken_back = _open_ones(by).filter(token=token, activity__deleted_at__isnull=False)
            taken_back.update(dropped_at=clock.now())
        if intent is None:
            intent = MailIntent(owner=by, token=new_token())
        for name, value in values.items():
            setattr(intent, name, value)
        intent.save()
    return intent


def log_intent(intent: MailIntent, *, by: Member, to: Sequence[str] = (), subject: str = "") -> Activity:
    """Log it now, without waiting for the mail; when that comes, it is this activity's. The same again where it is
    logged already. `to` (To and Cc) and `subject` are those with which it is sent, where they are told: both may have
    changed since it was said what the mail is, and by them it is known again. Raises a `Refusal` where the mail has
    come, and as the verbs of activities do."""
    with transaction.atomic():
        row = _own(intent, by)
        _follow(row, by, to, subject)
        if row.activity is not None and row.activity.deleted_at is None:
            return row.activity
        if row.activity is not None:
            set_rule_ahead(row)
            return restore(row.activity, by=by)
        known = known_by([row.address])
        company = usable_company(row.company)
        activity = log(
            by=by,
            owner=by,
            activity_type=row.activity_type,
            company=company or known.company,
            contacts=[row.contact] if row.contact else list(known.contacts) if company is None else [],
            note=row.note,
            provenance=Provenance.ADD_IN,
            source=source_key(by.pk),
            external_id=f"intent-{row.token}",
        )
        row.activity = activity
        row.save()
        set_rule_ahead(row)
    return activity


def take_back_log(intent: MailIntent, *, by: Member) -> None:
    """Take out what was logged without waiting; what was said of the mail stays, so that is logged when it comes.
    Raises a `Refusal` where it has come: then it is taken back there."""
    with transaction.atomic():
        row = _own(intent, by)
        if row.activity is not None and row.activity.deleted_at is None:
            delete(row.activity, by=by)
        take_back_rule_ahead(row)


def drop_intent(intent: MailIntent, *, by: Member) -> None:
    """It is not to be logged after all; what was logged of it is taken out. Raises a `Refusal` where the mail has come:
    then it is taken back there."""
    with transaction.atomic():
        row = _own(intent, by)
        if row.activity is not None and row.activity.deleted_at is None:
            delete(row.activity, by=by)
        take_back_rule_ahead(row)
        row.dropped_at = clock.now()
        row.save()


def _open_ones(by: Member) -> QuerySet[MailIntent]:
    every: QuerySet[MailIntent] = MailIntent.objects.filter(owner=by)
    return every.filter(joined_at__isnull=True, dropped_at__isnull=True)


def _own(intent: MailIntent, by: Member) -> MailIntent:
    if intent.owner_id != by.pk or by.organisation_id != intent.organisation_id or by.is_archived:
        raise NotAllowed(_("E-mail is classified by whose it is."))
    lock_mail_of(by)
    rows = MailIntent.objects.select_related("activity_type", "company", "contact", "activity")
    row: MailIntent | None = rows.filter(pk=intent.pk).first()
    if row is None or row.joined_at is not None or row.dropped_at is not None:
        raise Refusal(_("This e-mail is settled already."), code="settled")
    return row


def _follow(row: MailIntent, by: Member, to: Sequence[str], subject: str) -> None:
    named = _named(by, to)
    if named:
        row.people = people_key(named)
    if subject_key(subject):
        row.subject_key = subject_key(subject)
    row.save(update_fields=["people", "subject_key"])


def _named(by: Member, to: Sequence[str]) -> list[str]:
    """Everybody outside of the organisation whom copies of the mail name, as `keep` finds them."""
    house = house_of(by)
    found = [one.address for one in parties_in(to)]
    return [address for address in found if not house.is_ours(address) and not house.is_product(address)]


def _outside(by: Member, to: Sequence[str]) -> list[str]:
    """Everybody outside of the organisation, in their order, each once."""
    house = house_of(by)
    found: list[str] = []
    for one in parties_in(to):
        if house.is_ours(one.address) or house.is_product(one.address):
            continue
        if house.is_blocked(one.address):
            raise Refusal(_("Nothing is kept of e-mail with %(address)s.") % {"address": one.address}, code="blocked")
        found.append(one.address)
    if not found:
        raise Refusal(_("Add somebody outside of your organisation first."), field="to", code="nobody")
    return found
