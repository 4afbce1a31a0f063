"""Choices of places: countries and regions whose public holidays are known, time zones, currencies."""

from functools import lru_cache

import holidays
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies, list_currencies
from django.utils.translation import get_language

from pacesetter.core.holidays_by_country import holiday_countries, holiday_regions

Choices = list[tuple[str, str]]


def _locale() -> Locale:
    return Locale.parse((get_language() or "en").replace("-", "_").split("_")[0])


def countries() -> Choices:
    """Code and name, by name, in the language of the page."""
    return _countries(_locale().language)


@lru_cache
def _countries(language: str) -> Choices:
    names = Locale.parse(language).territories
    return sorted(((code, names.get(code, code)) for code in holiday_countries()), key=lambda one: one[1])


def regions(country: str) -> Choices:
    """Code and name of the country's regions, by name; empty where there are none or the country is not known."""
    if country not in holiday_countries():
        return []
    return _regions(country)


@lru_cache
def _regions(country: str) -> Choices:
    names: dict[str, str] = {}
    for name, code in getattr(getattr(holidays, country), "subdivisions_aliases", {}).items():
        names.setdefault(code, name)
    return sorted(((code, names.get(code, code)) for code in holiday_regions(country)), key=lambda one: one[1])


def currencies() -> Choices:
    """Code and name of the currencies in use, by code."""
    return _currencies(_locale().language)


@lru_cache
def _currencies(language: str) -> Choices:
    names = Locale.parse(language).currencies
    in_use = {code for country in holiday_countries() for code in get_territory_currencies(country)}
    return [(code, f"{code} · {names.get(code, code)}") for code in sorted(in_use & set(list_currencies()))]


def currency_of(country: str) -> str:
    """The currency that the country pays with, or an empty text where none is known."""
    found = get_territory_currencies(country) if country else []
    return str(found[0]) if found else ""


def country_of_zone(zone: str) -> str:
    """The country that the time zone lies in, where its public holidays are known; else an empty text."""
    found = get_global("zone_territories").get(zone, "")
    return str(found) if found in holiday_countries() else ""
