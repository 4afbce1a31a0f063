"""Ask again about what was said once for all."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import RemovedSetting, StandingRule
from pacesetter.capture.removing import note_rule
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import Member


def remove_rule(rule: StandingRule, *, by: Member) -> RemovedSetting:
    """Ask again from now on. What the rule has logged stays. Answers what `bring_back` takes. Raises `NotAllowed` for a
    rule of somebody else."""
    if rule.owner_id != by.pk:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        lock_mail_of(by)
        removed = note_rule(rule, by)
        StandingRule.objects.filter(pk=rule.pk).delete()
    return removed
