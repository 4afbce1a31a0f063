from datetime import date
from fractions import Fraction

import pytest

from pacesetter.core.holidays_by_country import holiday_countries, holiday_regions, public_holidays


def test_a_region_has_its_own_holidays_besides_the_countrys() -> None:
    year = date(2025, 1, 1), date(2026, 1, 1)
    germany, bavaria = public_holidays("DE", "", *year), public_holidays("DE", "BY", *year)
    assert germany.keys() < bavaria.keys()
    assert bavaria[date(2025, 1, 6)].name == "Heilige Drei Könige"
    assert date(2025, 1, 6) not in germany


def test_the_range_is_half_open_and_may_cross_years() -> None:
    over_new_year = public_holidays("DE", "", date(2024, 12, 26), date(2025, 1, 1))
    assert list(over_new_year) == [date(2024, 12, 26)]
    assert list(public_holidays("DE", "", date(2024, 12, 27), date(2025, 1, 2))) == [date(2025, 1, 1)]
    assert public_holidays("DE", "", date(2025, 1, 1), date(2025, 1, 1)) == {}


def test_a_holiday_on_a_weekend_is_observed_on_the_working_day_even_in_the_year_before() -> None:
    assert date(2021, 12, 31) in public_holidays("US", "", date(2021, 12, 27), date(2022, 1, 1))


def test_a_half_day_costs_half_a_day() -> None:
    iceland = public_holidays("IS", "", date(2025, 12, 24), date(2025, 12, 27))
    assert [holiday.lost_share for holiday in iceland.values()] == [Fraction(1, 2), Fraction(1), Fraction(1)]


def test_half_days_of_some_people_lower_nobodys_target() -> None:
    womens_day = date(2025, 3, 8)
    assert womens_day not in public_holidays("CN", "", womens_day, date(2025, 3, 9))


def test_every_country_and_region_can_be_asked() -> None:
    for country in holiday_countries():
        for region in ("", *holiday_regions(country)[:1]):
            found = public_holidays(country, region, date(2025, 1, 1), date(2026, 1, 1))
            assert all(0 < holiday.lost_share <= 1 and holiday.name for holiday in found.values())


def test_an_unknown_country_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(ValueError, match=r"'XX' are not known; choose one of AD, .*, ZW"):
        public_holidays("XX", "", date(2025, 1, 1), date(2026, 1, 1))


def test_an_unknown_region_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(ValueError, match=r"DE has no region 'XX' .* choose one of .*BY.*, or none"):
        public_holidays("DE", "XX", date(2025, 1, 1), date(2026, 1, 1))
    with pytest.raises(ValueError, match="the country has none"):
        public_holidays("IE", "L", date(2025, 1, 1), date(2026, 1, 1))
