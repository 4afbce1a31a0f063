"""Totals by day and by month, written only by `kpis.tallies`."""

from django.db import models

from pacesetter.tenancy.models import Tenanted


class Tally(Tenanted):
    """Totals of one member's activities of one type and outcome at one moment.

    Kept by activity type and not by KPI, so that a changed mapping, target or role rewrites nothing. The ids have no
    foreign keys: these rows are derived, can be rebuilt at any time, and are written on the hottest path. `outcome_id`
    is 0 where there is no outcome. `moment` is the first letter of the KPI's moment.
    """

    pk = models.CompositePrimaryKey(
        "organisation_id", "period_on", "member_id", "activity_type_id", "moment", "outcome_id"
    )
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    period_on = models.DateField()
    member_id = models.BigIntegerField()
    activity_type_id = models.BigIntegerField()
    moment = models.CharField(max_length=1)
    outcome_id = models.BigIntegerField()
    count = models.BigIntegerField()
    minutes = models.BigIntegerField()
    value_minor = models.BigIntegerField()

    class Meta:
        abstract = True


class TallyDay(Tally):
    """Totals of one local day (`period_on`)."""


class TallyMonth(Tally):
    """Totals of one calendar month; `period_on` is its first day."""
