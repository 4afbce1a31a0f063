"""Whose target it is: a sales role's or one member's."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Target
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards


@dataclass(frozen=True, slots=True)
class TargetSubject:
    """A sales role or a member, with the day it is there."""

    role: SalesRole | None
    member: Member | None
    today: date

    def targets(self) -> models.QuerySet[Target]:
        """Every target of the subject."""
        targets: models.QuerySet[Target] = Target.objects.filter(role=self.role, member=self.member)
        return targets

    def told(self) -> dict[str, Any]:
        """The subject as an event keeps it."""
        if self.member is not None:
            return {"member_id": self.member.pk, "member": self.member.name}
        return {"role_id": self.role.pk, "role": self.role.name} if self.role else {}


def subject_of(role: SalesRole | None = None, member: Member | None = None, *, gone: bool = False) -> TargetSubject:
    """The one of the two that is given. Refuses both or none, one of another organisation, and one that is archived
    unless it may be `gone`."""
    if member is not None and role is None:
        member = guards.fresh(member)
        if not gone:
            guards.present(member)
        return TargetSubject(None, member, guards.today(member))
    if role is None or member is not None:
        raise Refusal(_("Choose a role or a member."), field="role", code="one_subject")
    guards.known(role, "role")
    return TargetSubject(SalesRole.objects.get(pk=role.pk) if gone else fetch.usable_role(role), None, rows.today())
