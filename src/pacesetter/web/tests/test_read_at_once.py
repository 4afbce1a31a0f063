"""Rows to choose from are read in one trip."""

from typing import cast

import pytest
from django import forms
from django.db import connection
from django.forms.models import ModelChoiceIterator
from django.test.utils import CaptureQueriesContext

from pacesetter.people.models import Member, Team
from pacesetter.tenancy.scope import scope
from pacesetter.web.forms.people.belonging import TeamForm
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def offered() -> list[str]:
    return labels(TeamForm().fields["team"])


def labels(field: forms.Field) -> list[str]:
    assert isinstance(field, forms.ModelChoiceField)
    return [str(label) for _value, label in cast("ModelChoiceIterator[Team]", field.choices)]


def test_no_page_leaves_its_choices_with_the_server(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada)
    with CaptureQueriesContext(connection) as captured:
        visitor.read(f"/settings/people/{rita.pk}/")
    asked = [one["sql"] for one in captured.captured_queries]
    assert any('FROM "people_salesrole"' in sql for sql in asked)
    # Only PostgreSQL can be asked to.
    assert [sql for sql in asked if "CURSOR" in sql] == []


def test_what_was_added_since_is_offered_too(ada: Member) -> None:
    Team.objects.create(name="Fresh", position=91)
    field = TeamForm().fields["team"]
    before = labels(field)
    assert before[0] == "Choose …"
    assert before[-1] == "Fresh"
    Team.objects.create(name="Fresher", position=92)
    assert labels(field) == [*before, "Fresher"]


def test_rows_of_others_are_never_offered(ada: Member, otto: Member) -> None:
    with scope(otto.organisation):
        Team.objects.create(name="Of others")
        assert "Of others" in offered()
    assert "Of others" not in offered()
