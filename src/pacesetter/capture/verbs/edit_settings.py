"""Edit what an organisation decides about captured mail."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.models import CapturedMail, CaptureSettings
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
