"""Do what the member has said once for all."""

from django.db import transaction

from pacesetter.capture.logging_mails import log_mail
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail, MailState, StandingRule
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal


def apply_rules(mail: CapturedMail) -> bool:
    """Log or ignore the mail where a rule of its thread, else of the one it is with, says so. Saving it is the
    caller's. Where the rules of activities refuse, the mail waits with the reason. Whether a rule took it."""
    rule = _rule_for(mail)
    if rule is None:
        return False
    mail.is_by_rule = True
    if rule.activity_type is None:
        mail.state, mail.settled_at = MailState.IGNORED, clock.now()
        return True
    known = known_by([address for address, _name in mail.others])
    contact = known.contact or rule.contact
    company = known.company or (contact.company if contact else None) or rule.company
    try:
        with transaction.atomic():
            log_mail(
                mail,
                by=None,
                activity_type=rule.activity_type,
                company=company,
                contacts=known.contacts or ([contact] if contact else []),
            )
    except Refusal as refusal:
        mail.is_by_rule, mail.trouble = False, refusal.message[:300]
        return False
    return True


def _rule_for(mail: CapturedMail) -> StandingRule | None:
    rules = StandingRule.objects.filter(owner=mail.owner_id, direction=mail.direction)
    rules = rules.select_related("activity_type", "company", "contact__company")
    found: StandingRule | None = rules.filter(thread=mail.thread_id).first() if mail.thread_id else None
    return found or rules.filter(address=mail.address).first()
