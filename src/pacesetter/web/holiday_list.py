"""The days off of a year: the country's, and what the organisation has made of them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pacesetter.core.holidays_by_country import holiday_countries, public_holidays
from pacesetter.people.models import OrganisationHoliday
from pacesetter.tenancy.models import Organisation
from pacesetter.wording.periods import day_label


@dataclass(frozen=True)
class ListedHoliday:
    """A day. `country_name` is empty where it is the organisation's own; `own` is what was set for it (None: as the
    country says). `share` is how much of the day is off."""

    day: date
    country_name: str
    own: OrganisationHoliday | None
    share: Fraction

    @property
    def name(self) -> str:
        return self.own.name if self.own else self.country_name

    @property
    def label(self) -> str:
        """The day, written as on the other pages."""
        return day_label(self.day)

    @property
    def is_whole(self) -> bool:
        return self.share == 1

    @property
    def is_observed(self) -> bool:
        return self.share > 0


def listed_holidays(organisation: Organisation, year: int) -> list[ListedHoliday]:
    """The days off of the year, and those that the organisation does not observe. One query."""
    starts_on, ends_on = date(year, 1, 1), date(year + 1, 1, 1)
    of_country = (
        public_holidays(organisation.country, organisation.region, starts_on, ends_on)
        if organisation.country in holiday_countries()
        else {}
    )
    own = {row.day: row for row in OrganisationHoliday.objects.filter(day__gte=starts_on, day__lt=ends_on)}
    return [
        ListedHoliday(
            day,
            of_country[day].name if day in of_country else "",
            own.get(day),
            Fraction(own[day].share) if day in own else of_country[day].lost_share,
        )
        for day in sorted(of_country.keys() | own.keys())
    ]
