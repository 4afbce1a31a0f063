"""The answer to a request for a file."""

from collections.abc import Iterator

from django.test import RequestFactory
from django.utils import translation

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import no_scope, scope
from pacesetter.web.exports import ExportTable, Row, exported


def test_without_a_known_format_there_is_no_file() -> None:
    table = ExportTable("Names", ["Name"], [])
    assert exported(RequestFactory().get("/"), table) is None
    assert exported(RequestFactory().get("/?format=exe"), table) is None


def test_the_file_has_a_name_and_stays_out_of_caches() -> None:
    answer = exported(RequestFactory().get("/?format=csv"), ExportTable("Größe: März/2026", ["Name"], []))
    assert answer is not None
    assert answer.headers["Content-Disposition"] == ("attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe_M%C3%A4rz2026.csv")
    assert answer.headers["Cache-Control"] == "no-store"
    nameless = exported(RequestFactory().get("/?format=csv"), ExportTable("//", ["Name"], []))
    assert nameless is not None
    assert 'filename="export.csv"' in nameless.headers["Content-Disposition"]


def test_rows_are_made_in_the_scope_and_language_of_the_request(
    organisation: Organisation, other_organisation: Organisation, rita: Member
) -> None:
    def rows() -> Iterator[Row]:
        for member in Member.objects.all():
            yield [member.name, translation.get_language()]

    with translation.override("en-au"), scope(organisation):
        answer = exported(RequestFactory().get("/?format=csv"), ExportTable("Names", ["Name"], rows()))
    assert answer is not None
    with no_scope():
        assert b"Rita,en-au" in answer.getvalue()
    assert translation.get_language() != "en-au"
