"""The English of other countries, and how times are written in each."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_supported_language_variant

from pacesetter.wording.periods import in_letters

AFTERNOON = datetime(2026, 3, 5, 16, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "gets"),
    [("en-nz", "en-au"), ("en-ie", "en-gb"), ("en-za", "en-gb"), ("en-us", "en"), ("en-gb", "en-gb"), ("de-at", "de")],
)
def test_a_browser_gets_the_closest_language(asked: str, gets: str) -> None:
    assert get_supported_language_variant(asked) == gets


def test_a_language_that_nobody_knows_is_not_offered() -> None:
    with pytest.raises(LookupError):
        get_supported_language_variant("tlh")


@pytest.mark.parametrize(
    ("language", "moment", "day"),
    [
        ("en", "Mar 5, 2026, 4:07 PM", "Mar 5, 2026"),
        ("en-gb", "5 Mar 2026, 16:07", "5 Mar 2026"),
        ("en-au", "5 Mar 2026, 4:07 PM", "5 Mar 2026"),
        ("de", "5. März 2026, 16:07", "5. März 2026"),
    ],
)
def test_days_and_times_have_one_form_in_each_language(language: str, moment: str, day: str) -> None:
    with translation.override(language):
        assert in_letters(AFTERNOON.date(), "yMMMd") == day
        assert {date_format(AFTERNOON, form) for form in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")} == {moment}
        assert {date_format(AFTERNOON, form) for form in ("DATE_FORMAT", "SHORT_DATE_FORMAT")} == {day}


@pytest.mark.django_db
def test_a_page_for_new_zealand_is_in_its_english(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Language": "en-NZ,en;q=0.9"})
    assert 'lang="en-au"' in page.content.decode()
