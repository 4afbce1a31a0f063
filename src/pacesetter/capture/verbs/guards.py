"""What the verbs on captured mail refuse, said once."""

from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import CapturedMail, MailState
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member


def own_mail(mail: CapturedMail, by: Member) -> CapturedMail:
    """The mail's row, locked with all the mail of its owner. Refuses everybody but the owner."""
    if mail.owner_id != by.pk or by.organisation_id != mail.organisation_id or by.is_archived:
        raise NotAllowed(_("E-mail is classified by whose it is."))
    lock_mail_of(by)
    row: CapturedMail = CapturedMail.objects.select_related("company", "contact").get(pk=mail.pk)
    row.owner = by
    return row


def in_state(row: CapturedMail, state: MailState) -> None:
    """Refuse what was settled meanwhile, on another page or by a rule."""
    if row.state != state:
        raise Refusal(_("This e-mail is settled already."), code="settled")


def email_type(activity_type: ActivityType) -> ActivityType:
    """Refuse a type that is none of e-mails."""
    if activity_type.category != "email":
        raise Refusal(_("Choose an activity of the category E-mail."), field="activity_type", code="other_category")
    return activity_type
