"""Remove a target."""

from django.db import transaction

from pacesetter.kpis.models import Target
from pacesetter.kpis.verbs.target_subject import subject_of
from pacesetter.kpis.verbs.target_writer import TargetWriter
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards


def remove_target(target: Target, *, by: Member | None, past: bool = False, reason: str = "") -> None:
    """Take the target out of its series as if it had never been set: the one before it goes on. To end what is
    expected from a day on, set a target of None instead.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it began before today, unless `past`.
    """
    guards.administrator(by)
    guards.known(target, "target")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Target = Target.objects.select_related("role", "member").get(pk=target.pk)
        # A mistake may be put right though the role or the member is archived meanwhile.
        writer = TargetWriter(subject_of(row.role, row.member, gone=True), by=by, past=past, reason=reason)
        writer.remove(row)
        writer.settle("target.removed")
