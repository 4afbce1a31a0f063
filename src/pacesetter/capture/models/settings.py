"""What an organisation decides about captured mail."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import Tenanted


class CaptureSettings(Tenanted):
    """One row for an organisation; without one, what a new row would say holds."""

    keeps_subject = models.BooleanField(_("keep subjects"), default=False)
    takes_incoming = models.BooleanField(_("also mail that is received"), default=True)
    # What is not classified by then is erased.
    kept_days = models.PositiveSmallIntegerField(
        _("days until what is not classified is erased"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation"], name="one_row_of_capture_settings"),
        ]

    def __str__(self) -> str:
        return "settings of captured mail"
