"""The organisation (the tenant) and the base of every table that belongs to one."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.loading import loaded
from pacesetter.tenancy.managers import ScopedManager
from pacesetter.tenancy.scope import current_organisation_id, refuse_another
from pacesetter.tenancy.settings_changes import settings_together as settings_together
from pacesetter.tenancy.settings_changes import touch_settings as touch_settings


class SecondFactor(models.TextChoices):
    """Who must have a second factor, or a passkey, to work here."""

    NOBODY = "", _("Nobody")
    ADMINISTRATORS = "administrators", _("Administrators")
    EVERYBODY = "everybody", _("Everybody")


class LeaderboardAudience(models.TextChoices):
    """Who sees leaderboards: names, ranks and figures. What lies behind a figure follows the access to a member."""

    EVERYBODY = "everybody", _("Everybody")
    LEADS = "leads", _("Team leads, coordinators and administrators")


class Organisation(models.Model):
    """A tenant, with the calendar and the conventions that all of its figures use."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    first_weekday = models.PositiveSmallIntegerField(
        _("first day of the week"), default=0, validators=[MaxValueValidator(6)], help_text=_("0 is Monday")
    )
    fiscal_month = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    country = models.CharField(_("country for public holidays"), max_length=2, blank=True)
    region = models.CharField(_("region for public holidays"), max_length=40, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    email_domains = models.JSONField(_("own e-mail domains"), default=list, blank=True)
    pace_on_track = models.DecimalField(_("on track from"), max_digits=4, decimal_places=2, default="1.00")
    pace_behind = models.DecimalField(_("behind from"), max_digits=4, decimal_places=2, default="0.80")
    score_cap = models.DecimalField(_("cap of the score"), max_digits=5, decimal_places=2, default="1.50")
    # Until then the start page of administrators is the list of what a new organisation still lacks.
    settled_in_at = models.DateTimeField(null=True, blank=True)
    second_factor = models.CharField(
        _("second factor required of"), max_length=20, choices=SecondFactor, default="", db_default="", blank=True
    )
    leaderboards_for = models.CharField(
        _("leaderboards are seen by"),
        max_length=20,
        choices=LeaderboardAudience,
        default=LeaderboardAudience.EVERYBODY,
        db_default=LeaderboardAudience.EVERYBODY,
    )
    # With what numbers are dialled at a desk, for members who have not chosen. Empty: as the device does.
    dial_by = models.CharField(_("dialling at a desk"), max_length=300, default="", db_default="", blank=True)
    is_demo = models.BooleanField(default=False)
    # Raised with every change of a setting that a figure depends on, so that what a process keeps in memory is
    # known to be out of date by one comparison.
    settings_version = models.PositiveBigIntegerField(default=1)
    # The last day of any closed period: one comparison tells the hot path that nothing it touches is closed.
    closed_through = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Tenanted(models.Model):
    """Base of every row that belongs to an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager()
    across_organisations = models.Manager()  # noqa: DJ012

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row. A row without an organisation joins the one in scope; saving another organisation's row
        while one is in scope raises `WrongOrganisation`."""
        if not self.organisation_id:
            self.organisation_id = current_organisation_id()
        refuse_another(type(self).__name__, self.organisation_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; another organisation's row while one is in scope raises `WrongOrganisation`."""
        refuse_another(type(self).__name__, self.organisation_id)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        """The object of a row that was read, as Django makes it, in a third of the time where all of it was read."""
        made = loaded(cls, db, values)
        return made if made is not None else super().from_db(db, field_names, values, **options)
