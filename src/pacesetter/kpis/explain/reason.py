"""Why an activity does not count for a figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """The reasons in the order in which they are asked: the first that applies is told."""

    OTHER_TYPE = "other_type", _("Other activity type")
    NOT_COMPLETED = "not_completed", _("Not completed")
    NOT_BOOKED = "not_booked", _("Not booked: recorded when it was done")
    CANCELLED = "cancelled", _("Cancelled")
    DELETED = "deleted", _("Deleted")
    OUTCOME_NOT_COUNTED = "outcome_not_counted", _("Outcome not counted")
    OUTSIDE_PERIOD = "outside_period", _("Outside the period")
    OTHERS_CREDIT = "others_credit", _("Somebody else's credit")
    ROLE_NOT_HELD = "role_not_held", _("Role not held that day")
    NOT_IN_TEAM = "not_in_team", _("Not in the team that day")
    PROVENANCE_NOT_COUNTED = "provenance_not_counted", _("Received from a campaign: shown, not counted")
    DUPLICATE = "duplicate", _("Duplicate of another activity")
    NO_COMPANY = "no_company", _("No company")
    COMPANY_COUNTED = "company_counted", _("Company already counted")
