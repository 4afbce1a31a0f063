"""The templates that we hand out can be brought in as they are."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.template_files import csv_template, xlsx_template
from pacesetter.imports.tests.files import bring_in
from pacesetter.people.models import Member


@pytest.mark.parametrize("kind", Kind)
def test_the_workbook_describes_every_field(kind: Kind) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_template(kind)))
    sheet, described = book.worksheets
    assert described.title == "Field descriptions"
    names = [cell.value for cell in sheet[1]]
    rows = list(described.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == names
    assert all(row[2] for row in rows)
    required = {str(field.label) for field in FIELDS[kind].values() if field.required}
    assert {row[0] for row in rows if row[1] == "yes"} == required


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_example_row_comes_in_as_it_stands(
    tmp_path: Path, kind: Kind, suffix: str, ada: Member, rita: Member, mona: Member, call: ActivityType
) -> None:
    path = tmp_path / f"template{suffix}"
    path.write_bytes(csv_template(kind) if suffix == ".csv" else xlsx_template(kind))
    batch = bring_in(path, ada, kind)
    assert (batch.read, batch.created, batch.problem_counts) == (1, 1, {})
