"""The list of imports, the upload, and the templates."""

from typing import Any

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.imports.models import ImportBatch
from pacesetter.people.models import AccessLevel, Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.imports.files import ACTIVITIES, send, the_one


def test_a_coordinator_brings_files_in_too(visitor: Visitor, mona: Member, call: ActivityType) -> None:
    mona.access_level = AccessLevel.COORDINATOR
    mona.save()
    assert send(visitor.log_in(mona), ACTIVITIES).status_code == 302
    assert the_one().by == mona
    assert "calls.csv" in visitor.read("/imports/")
    assert 'href="/imports/?kind=companies"' in visitor.read("/companies/")


def test_a_rep_is_refused_and_sees_no_way_there(visitor: Visitor, rita: Member) -> None:
    assert send(visitor.log_in(rita), ACTIVITIES).status_code == 403
    assert "/imports/" not in visitor.read("/companies/")
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("a\n1\n", "x.csv", "Choose it here"),
        ("", "x.csv", "The file is empty"),
        ("%PDF-1.7 not a table", "x.pdf", "field-error"),
    ],
)
def test_what_is_no_table_is_refused_beside_its_field(
    text: str, name: str, said: str, visitor: Visitor, ada: Member
) -> None:
    answer = send(visitor.log_in(ada), text, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_that_was_brought_in_is_taken_again_only_when_that_is_said(
    visitor: Visitor, ada: Member, call: ActivityType
) -> None:
    send(visitor.log_in(ada), ACTIVITIES)
    ImportBatch.objects.update(state="done", started_at=clock.now())
    answer = send(visitor, ACTIVITIES)
    assert answer.status_code == 422
    assert "This very file was brought in" in answer.content.decode()
    assert send(visitor, ACTIVITIES, again="on").status_code == 302


@pytest.mark.parametrize("kind", ["activities", "companies", "contacts"])
def test_templates_are_handed_out_and_taken_back(kind: str, visitor: Visitor, ada: Member) -> None:
    text = visitor.log_in(ada).get(f"/imports/templates/{kind}/?format=csv").content.decode("utf-8-sig")
    book = visitor.get(f"/imports/templates/{kind}/")
    assert book.content[:2] == b"PK"
    assert book.headers["Content-Disposition"] == f'attachment; filename="{kind}.xlsx"'
    send(visitor, text, f"{kind}.csv")
    assert the_one().kind == kind


def test_queries_do_not_grow_with_imports(visitor: Visitor, ada: Member, django_assert_num_queries: Any) -> None:
    def some(many: int) -> None:
        ImportBatch.objects.bulk_create(
            ImportBatch(
                kind="companies", file_name=f"{one}.csv", source="import", by=ada, created_at=clock.now(), job_id=one
            )
            for one in range(many)
        )

    visitor.log_in(ada)
    some(1)
    visitor.read("/imports/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as first:
        visitor.read("/imports/")
    some(20)
    with django_assert_num_queries(len(first)):
        visitor.read("/imports/")
