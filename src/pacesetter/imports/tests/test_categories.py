"""Guessing what a new activity type is."""

import pytest

from pacesetter.activities.category import categories
from pacesetter.imports.categories import category_for


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Call", "phone_call"), ("Phone call", "phone_call"), ("Voicemail", "phone_call"), ("CALL", "phone_call"),
        ("Site visit", "meeting"), ("Lunch", "meeting"), ("Demo", "meeting"), ("Besprechung", "meeting"),
        ("Email", "email"), ("E-mail sent", "email"), ("Newsletter", "email_campaign"), ("ListEmail", "email_campaign"),
        ("Follow-up call", "follow_up"), ("TODO", "follow_up"), ("Task", "follow_up"), ("Juggling", "other"),
    ],
)  # fmt: skip
def test_the_name_suggests_the_category(name: str, category: str) -> None:
    assert category_for(name) == category
    assert category in categories()
