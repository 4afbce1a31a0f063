"""Public holidays of a country or one of its regions, from the `holidays` package."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import holidays

# In these countries the package's half-day category names days that only some people have off (in China women, youths
# and soldiers), so taking half a day from everybody would lower targets that nobody lowered.
HALF_DAYS_OF_SOME = frozenset({"CN"})


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A holiday's name in the country's language, and the share of the day that is lost: 1, or 1/2 on a half day."""

    name: str
    lost_share: Fraction


def public_holidays(country: str, region: str, starts_on: date, ends_on: date) -> dict[date, PublicHoliday]:
    """The public holidays from `starts_on` until the day before `ends_on`, including the days on which a holiday is
    observed in lieu.

    `country` is a two-letter ISO 3166-1 code and `region` a code of `holiday_regions(country)`, or "" for the days off
    of the whole country. An unknown one is a ValueError that names the valid ones. A day that is both a half day and a
    whole one is a whole one.
    """
    _check(country, region)
    found: dict[date, PublicHoliday] = {}
    if starts_on < ends_on:
        years = tuple(range(starts_on.year, (ends_on - timedelta(days=1)).year + 1))
        # Without a language the package would name the days in the locale of the machine.
        language = _entity(country).default_language
        for category, lost_share in _categories(country).items():
            days = holidays.country_holidays(
                country, subdiv=region or None, years=years, categories=category, language=language
            )
            found |= {day: PublicHoliday(name, lost_share) for day, name in days.items() if starts_on <= day < ends_on}
    return dict(sorted(found.items()))


@cache
def holiday_countries() -> tuple[str, ...]:
    """The two-letter codes of the countries whose public holidays are known."""
    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


@cache
def holiday_regions(country: str) -> tuple[str, ...]:
    """The codes of a country's regions that have holidays of their own; empty where they are the same everywhere."""
    _check(country, "")
    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)[country]))


@cache
def _categories(country: str) -> dict[str, Fraction]:
    # Whole days come last so that they win over half days.
    half_days = "half_day" in _entity(country).supported_categories and country not in HALF_DAYS_OF_SOME
    return ({"half_day": Fraction(1, 2)} if half_days else {}) | {"public": Fraction(1)}


def _entity(country: str) -> type[holidays.HolidayBase]:
    entity: type[holidays.HolidayBase] = getattr(holidays, country)
    return entity


def _check(country: str, region: str) -> None:
    if country not in holiday_countries():
        raise ValueError(
            f"public holidays of {country!r} are not known; choose one of {', '.join(holiday_countries())}"
        )
    if region and region not in holiday_regions(country):
        regions = ", ".join(holiday_regions(country))
        choose = f"choose one of {regions}, or none" if regions else "the country has none"
        raise ValueError(f"{country} has no region {region!r} with holidays of its own; {choose}")
