from fractions import Fraction

import pytest
from django.db import transaction

from pacesetter.kpis.book import book_of
from pacesetter.kpis.models import Kpi
from pacesetter.tenancy.models import Organisation, touch_settings


class Thought(Exception):
    """Somebody thought better of it."""


def test_what_was_rolled_back_is_never_taken_for_right(organisation: Organisation) -> None:
    with pytest.raises(Thought), transaction.atomic():
        Kpi.objects.create(name="Thought of")
        touch_settings()
        organisation.refresh_from_db()
        assert [kpi.name for kpi in book_of(organisation).kpis.values()] == ["Thought of"]
        raise Thought
    Kpi.objects.create(name="Done")
    touch_settings()
    organisation.refresh_from_db()
    assert [kpi.name for kpi in book_of(organisation).kpis.values()] == ["Done"]


def test_the_book_is_kept_while_settings_stay_the_same(organisation: Organisation) -> None:
    organisation.refresh_from_db()
    book = book_of(organisation)
    assert book_of(organisation) is book
    Organisation.objects.filter(pk=organisation.pk).update(score_cap="2")
    touch_settings()
    organisation.refresh_from_db()
    assert book_of(organisation).score_cap == Fraction(2)
