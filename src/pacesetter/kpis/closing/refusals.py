"""How a locked period says no."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import ClosedPeriod


class PeriodLocked(Refusal):
    """The change falls into a period that is closed and locked."""

    def __init__(self, period: ClosedPeriod) -> None:
        super().__init__(
            _("The %(kind)s from %(day)s is closed and locked. Ask an administrator to unlock it.")
            % {"kind": _(period.period_kind), "day": date_format(period.starts_on, "DATE_FORMAT")},
            code="period_locked",
        )
        self.period = period
