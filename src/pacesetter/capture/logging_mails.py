"""Log a mail as an activity: once, whatever happens here."""

from collections.abc import Sequence

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Provenance
from pacesetter.capture.models import CapturedMail, MailState
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def log_mail(
    mail: CapturedMail,
    *,
    by: Member | None,
    activity_type: ActivityType,
    company: Company | None,
    contacts: Sequence[Contact],
    outcome: Outcome | None = None,
    note: str = "",
    provenance: str = Provenance.CAPTURED,
) -> Activity:
    """Log the mail for its owner at the moment it was sent, and mark it as logged; saving it is the caller's.

    The pair of source and Message-ID is unique among activities. One that was taken back is brought back and put
    right, so it has one history. Raises a `Refusal` as the verbs of activities do.
    """
    source = source_key(mail.owner_id)
    known = Activity.objects.filter(source=source, external_id=mail.message_id).first()
    if known is None:
        activity = verbs.log(
            by=by,
            activity_type=activity_type,
            owner=mail.owner,
            outcome=outcome,
            company=company,
            contacts=list(contacts),
            subject=mail.subject,
            note=note,
            provenance=provenance,
            source=source,
            external_id=mail.message_id,
            at=min(mail.sent_at, clock.now()),
        )
    else:
        if known.deleted_at is not None:
            known = verbs.restore(known, by=by)
        activity = verbs.edit(
            known,
            by=by,
            activity_type=activity_type,
            outcome=outcome,
            company=company,
            contacts=list(contacts),
            note=note or known.note,
        )
    mail.state, mail.activity, mail.trouble = MailState.LOGGED, activity, ""
    mail.company, mail.contact = company, contacts[0] if contacts else None
    mail.chosen_type_id, mail.settled_at = activity_type.pk, clock.now()
    return activity


def source_key(owner_id: int) -> str:
    """How activities name the mailbox that they come from. A mail that two members have is one of each."""
    return f"mail:{owner_id}"
