"""Edit what an organisation decides about captured mail."""

from datetime import timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.models import CapturedMail, CaptureSettings
from pacesetter.capture.outdated import outdated_intents, outdated_mails
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


class SettingsEdits(TypedDict, total=False):
    """What can be edited. What is not given stays."""

    keeps_subject: bool
    takes_incoming: bool
    kept_days: int


def edit_settings(*, by: Member | None, **edits: Unpack[SettingsEdits]) -> CaptureSettings:
    """Change them from now on. Where subjects are no longer kept, those that are there are erased; what stands on
    activities stays. Raises `NotAllowed` (administrators alone), and a `Refusal` for days that cannot be."""
    guards.administrator(by)
    if not 1 <= edits.get("kept_days", 1) <= 365:
        raise Refusal(_("Choose from 1 to 365 days."), field="kept_days", code="out_of_range")
    with transaction.atomic():
        guards.one_at_a_time()
        row = CaptureSettings.objects.first() or CaptureSettings()
        before = {name: getattr(row, name) for name in edits}
        for name, value in edits.items():
            setattr(row, name, value)
        row.save()
        changed = [name for name, value in edits.items() if before[name] != value]
        if changed:
            settle(
                "mail_capture.edited",
                ("organisation", row.organisation_id),
                by=by,
                before={name: before[name] for name in changed},
                after={name: getattr(row, name) for name in changed},
            )
        if not row.keeps_subject:
            CapturedMail.objects.exclude(subject="").update(subject="")
    return row


def lost_by_settings(**edits: Unpack[SettingsEdits]) -> str:
    """What such an edit erases for good, in words, at once or with the next tidying: subjects where none are kept any
    more, and what nobody has classified in the time that is given then. Empty where nothing is erased."""
    now = settings_now()
    subjects = mails = 0
    if now.keeps_subject and not edits.get("keeps_subject", True):
        subjects = CapturedMail.objects.exclude(subject="").count()
    if (days := edits.get("kept_days", now.kept_days)) < now.kept_days:
        moment = clock.now() - timedelta(days=days)
        mails = outdated_mails(moment).count() + outdated_intents(moment).count()
    told = [
        (subjects, ngettext("%(number)d subject is erased.", "%(number)d subjects are erased.", subjects)),
        (mails, ngettext("%(number)d e-mail that nobody has classified is erased.",
                         "%(number)d e-mails that nobody has classified are erased.", mails)),
    ]  # fmt: skip
    words = [text % {"number": number} for number, text in told if number]
    return " ".join([*words, _("That can't be undone.")]) if words else ""
