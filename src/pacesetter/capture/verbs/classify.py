"""Say what a mail was: it becomes an activity."""

from django.db import transaction

from pacesetter import events
from pacesetter.activities.models import ActivityType, Outcome, Provenance
from pacesetter.activities.verbs import delete
from pacesetter.capture.logging_mails import log_mail
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail, MailState, StandingRule
from pacesetter.capture.setting_rules import Always, set_rule
from pacesetter.capture.verbs import guards
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def classify(
    mail: CapturedMail,
    *,
    by: Member,
    activity_type: ActivityType,
    company: Company | None = None,
    contact: Contact | None = None,
    outcome: Outcome | None = None,
    note: str = "",
    always: Always | None = None,
    provenance: str = Provenance.CAPTURED,
) -> CapturedMail:
    """Log the mail that waits as an activity of this type, completed when it was sent.

    Company and contact are those that the addresses tell where none is given. With `always` the same holds for the
    thread's or the person's other mails in this direction. Raises a `Refusal` for a mail that is settled, for a type
    that is none of e-mails, and where the rules of activities refuse; `NotAllowed` to everybody but its owner.
    """
    with transaction.atomic():
        row = guards.own_mail(mail, by)
        guards.in_state(row, MailState.WAITING)
        guards.email_type(activity_type)
        contacts = [contact] if contact is not None else []
        company = company or (contact.company if contact is not None else None)
        if company is None and contact is None:
            known = known_by([address for address, _name in row.others])
            # What was learnt by a mail of a person whom nobody knew then, and who was added since.
            company, contacts = known.company or row.company, list(known.contacts)
        activity = log_mail(
            row,
            by=by,
            activity_type=activity_type,
            company=company,
            contacts=contacts,
            outcome=outcome,
            note=note,
            provenance=provenance,
        )
        row.is_by_rule = False
        row.save()
        events.record("mail.classified", "captured_mail", row.pk, by_id=by.pk, data={"activity": activity.pk})
        if always is not None:
            set_rule(row, always, activity_type)
    return row


def take_back_classification(mail: CapturedMail, *, by: Member) -> CapturedMail:
    """Take the activity out again and ask about the mail anew; a rule that was made with it goes too. Raises a
    `Refusal` for a mail that is not logged."""
    with transaction.atomic():
        row = guards.own_mail(mail, by)
        guards.in_state(row, MailState.LOGGED)
        if row.activity is not None and row.activity.deleted_at is None:
            delete(row.activity, by=by)
        StandingRule.objects.filter(owner=by, made_with_id=row.pk).delete()
        row.state, row.activity, row.chosen_type_id, row.settled_at = MailState.WAITING, None, None, None
        row.is_by_rule = False
        row.save()
        events.record("mail.taken_up", "captured_mail", row.pk, by_id=by.pk)
    return row
