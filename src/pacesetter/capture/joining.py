"""Join a mail that was sent to what its owner said of it while they wrote it."""

from datetime import timedelta

from django.db import transaction

from pacesetter.activities.models import Activity, Provenance
from pacesetter.activities.verbs import delete
from pacesetter.capture.likeness import people_key, subject_key
from pacesetter.capture.logging_mails import log_mail, source_key
from pacesetter.capture.mail_head import Direction, MailHead
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail, MailIntent, MailState
from pacesetter.capture.setting_rules import Always, set_rule, take_back_rule_ahead
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company

# Without its token a mail is taken for the one that was written when it goes to the same people in this time after.
_JOINED_WITHIN = timedelta(hours=24)
# The clocks of a mail server and of ours.
_CLOCKS_DIFFER = timedelta(minutes=5)
# So near to what was logged when it was sent, a mail with the same subject to other people may be that one.
_PERHAPS_WITHIN = timedelta(minutes=1)


def join_intent(mail: CapturedMail, head: MailHead, *, ref: str) -> bool:
    """Log the mail as it was said while it was written, if it was. Saving it is the caller's, and so is locking.

    `ref` is a token that came with the mail on its way; one in its own header counts too. A token is certain whoever
    brings it; by people and subject a mail is known again only where it is certain who wrote it. What the member has
    said since then of the mail itself stays. Where the rules of activities refuse, the mail waits with the reason.
    """
    intent = _intent_for(mail, head, ref) if mail.direction == Direction.OUT.value else None
    if intent is None:
        return False
    said_since = mail.state != MailState.WAITING and not mail.is_by_rule
    try:
        with transaction.atomic():
            if said_since:
                _drop_double(intent)
            else:
                _log(mail, intent)
    except Refusal as refusal:
        mail.trouble = refusal.message[:300]
        return False
    intent.mail, intent.joined_at = mail, clock.now()
    intent.save()
    return not said_since


def may_be_logged(mail: CapturedMail, head: MailHead) -> bool:
    """Whether the mail may be one that was logged when it was sent, though it goes to others than was said: whether it
    is, only the member knows."""
    if mail.direction != Direction.OUT.value:
        return False
    logged = MailIntent.objects.filter(
        owner=mail.owner_id,
        joined_at__isnull=True,
        dropped_at__isnull=True,
        subject_key__in=["", subject_key(head.subject)],
        activity__deleted_at__isnull=True,
        activity__completed_at__gte=mail.sent_at - _PERHAPS_WITHIN,
        activity__completed_at__lte=mail.sent_at + _PERHAPS_WITHIN,
    )
    return logged.exists()


def usable_company(company: Company | None) -> Company | None:
    """The company, unless it was merged or archived since it was chosen."""
    is_usable = company is not None and company.merged_into_id is None and company.archived_at is None
    return company if is_usable else None


def _intent_for(mail: CapturedMail, head: MailHead, ref: str) -> MailIntent | None:
    open_ones = MailIntent.objects.filter(owner=mail.owner_id, joined_at__isnull=True, dropped_at__isnull=True)
    open_ones = open_ones.select_related("activity_type", "company", "contact__company", "activity")
    tokens = [token for token in (ref, head.ref) if token]
    found: MailIntent | None = open_ones.filter(token__in=tokens).first() if tokens else None
    if found is not None or not mail.is_trusted:
        return found
    alike = open_ones.filter(
        people=people_key(address for address, _name in mail.others),
        subject_key__in=["", subject_key(head.subject)],
        made_at__gte=mail.sent_at - _JOINED_WITHIN,
        made_at__lte=mail.sent_at + _CLOCKS_DIFFER,
    )
    # One of two mails to the same people is the one that was written last before it was sent.
    return alike.filter(made_at__lte=mail.sent_at).first() or alike.last()


def _log(mail: CapturedMail, intent: MailIntent) -> None:
    known = known_by([address for address, _name in mail.others])
    contact = intent.contact if intent.contact and intent.contact.archived_at is None else None
    company = usable_company(intent.company) or (contact.company if contact else None) or known.company
    if intent.activity is not None:
        # What was logged without waiting is this mail's from now on, so that it is found by its name and counted once.
        named = Activity.objects.filter(source=source_key(mail.owner_id), external_id=mail.message_id)
        if named.exists():
            _drop_double(intent)
        else:
            Activity.objects.filter(pk=intent.activity.pk).update(external_id=mail.message_id)
    log_mail(
        mail,
        by=mail.owner,
        activity_type=intent.activity_type,
        company=company,
        contacts=[contact] if contact else list(known.contacts),
        note=intent.note,
        provenance=Provenance.ADD_IN,
    )
    mail.is_by_rule = False
    if intent.always:
        # From here on it is known by the mail: taking that back takes the rule back.
        take_back_rule_ahead(intent)
        set_rule(mail, Always(intent.always), intent.activity_type)


def _drop_double(intent: MailIntent) -> None:
    if intent.activity is not None and intent.activity.deleted_at is None:
        delete(intent.activity, by=intent.owner)
