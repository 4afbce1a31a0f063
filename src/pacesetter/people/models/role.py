"""Sales roles: which KPIs are expected of whom, and since when. Never a permission."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models.member import Member
from pacesetter.tenancy.models import Tenanted


class SalesRole(Tenanted):
    """What a member is in sales, such as Business Development Manager."""

    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_sales_role_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(Tenanted):
    """A member holds a sales role from `starts_on` until the day before `ends_on` (open: still held)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.ForeignKey(SalesRole, on_delete=models.PROTECT, related_name="assignments")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until, not included"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "member", "role", "starts_on"], name="one_role_start"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.role}"
