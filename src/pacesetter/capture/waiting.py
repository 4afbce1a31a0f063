"""Whether a mail would be settled by itself if it were kept."""

from pacesetter.capture.mail_head import Direction
from pacesetter.capture.models import CapturedMail, MailIntent, MailState, StandingRule


def is_settled_by_itself(mail: CapturedMail) -> bool:
    """Whether the mail, unsaved or waiting for somebody to vouch for it, may be one of which its owner has said what
    becomes of it: by a rule for its thread or for whom it is with, or while they wrote it. Only keeping it tells for
    certain."""
    if mail.state != MailState.WAITING or mail.is_trusted:
        return False
    rules = StandingRule.objects.filter(owner=mail.owner_id, direction=mail.direction)
    if rules.filter(address=mail.address).exists():
        return True
    if mail.thread_id is not None and rules.filter(thread=mail.thread_id).exists():
        return True
    is_sent = mail.direction == Direction.OUT.value
    return (
        is_sent
        and MailIntent.objects.filter(owner=mail.owner_id, joined_at__isnull=True, dropped_at__isnull=True).exists()
    )
