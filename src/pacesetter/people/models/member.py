"""A person in an organisation."""

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models.user import User
from pacesetter.tenancy.models import Tenanted


class AccessLevel(models.TextChoices):
    """What a member may see and change. Has nothing to do with sales roles."""

    ADMINISTRATOR = "administrator", _("Administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    TEAM_MEMBER = "team_member", _("Team member")


class Member(Tenanted):
    """A person in an organisation. The log-in comes when the invitation is accepted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    access_level = models.CharField(
        _("access level"), max_length=20, choices=AccessLevel, default=AccessLevel.TEAM_MEMBER
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, help_text=_("Empty: the organisation's."))
    locale = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=10, default="auto")
    # With what numbers are dialled at a desk (`core.dialling`). Empty: as the organisation says.
    dial_by = models.CharField(_("dialling at a desk"), max_length=300, default="", db_default="", blank=True)
    wants_daily_mail = models.BooleanField(_("the day's to-dos by e-mail"), default=True, db_default=True)
    wants_weekly_mail = models.BooleanField(_("the week's figures by e-mail"), default=True, db_default=True)
    # Whether meeting requests name the member's own address as organiser, to which calendars then answer.
    answers_to_own_address = models.BooleanField(default=False, db_default=False)
    # Where the member's own public holidays differ from the organisation's.
    country = models.CharField(_("country for public holidays"), max_length=2, blank=True)
    region = models.CharField(_("region for public holidays"), max_length=40, blank=True)
    joined_on = models.DateField(_("first day"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True, help_text=_("The first day no longer worked."))
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_member_per_email"),
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(user__isnull=False), name="one_member_per_user"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_administrator(self) -> bool:
        return self.access_level == AccessLevel.ADMINISTRATOR

    @property
    def sees_everyone(self) -> bool:
        """Administrators and coordinators see every member's figures and customers."""
        return self.access_level in (AccessLevel.ADMINISTRATOR, AccessLevel.COORDINATOR)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def dials_by(self) -> str:
        """With what the member dials at a desk."""
        return self.dial_by or self.organisation.dial_by or "tel"

    def zone(self) -> ZoneInfo:
        """The zone whose local day the member's activities count on: the member's own, else the organisation's."""
        return ZoneInfo(self.time_zone or self.organisation.time_zone)
