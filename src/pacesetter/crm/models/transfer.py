"""Companies given to somebody else in one go."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CompanyTransfer(Tenanted):
    """What was handed over in one go, so that it can be taken back in one go.

    `before` holds [company id, sales rep's id, account manager's id] as they were, of those that changed.
    """

    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sales_rep = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    account_manager = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    before = models.JSONField(default=list)
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{len(self.before)} companies"
