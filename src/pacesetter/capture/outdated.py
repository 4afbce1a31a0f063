"""What is erased because nobody has classified it in time."""

from datetime import datetime

from django.db.models import QuerySet

from pacesetter.capture.models import CapturedMail, MailIntent, MailState


def outdated_mails(before: datetime) -> QuerySet[CapturedMail]:
    """Mails that were captured before the moment and have become no activity."""
    rows: QuerySet[CapturedMail] = CapturedMail.objects.filter(captured_at__lt=before)
    return rows.exclude(state=MailState.LOGGED)


def outdated_intents(before: datetime) -> QuerySet[MailIntent]:
    """What was said before the moment of mails that were being written."""
    rows: QuerySet[MailIntent] = MailIntent.objects.filter(made_at__lt=before)
    return rows
