"""The rules of a contact's row."""

from collections.abc import Mapping
from itertools import repeat
from typing import Any

from pacesetter.imports.plan import Plan
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.activity_record import Who
from pacesetter.imports.rows.checked_batch import CheckedBatch, prepared_from
from pacesetter.imports.rows.party_records import ContactRecord

_COLUMNS = (
    "external_id", "name", "first_name", "last_name", "email", "phone", "job_title", "company",
    "company_external_id", "note",
)  # fmt: skip


class ContactRows:
    """Turns batches of rows into records."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def prepare(self, batch: Batch) -> CheckedBatch[ContactRecord]:
        """The records of these rows, and what was wrong with the others."""
        prepared = prepared_from(batch, self.plan, ContactRecord)
        values = self.plan.convert(batch.numbers, batch.rows)
        prepared.problems += values.doubts
        columns = [values.columns.get(name) or repeat(None, len(batch.rows)) for name in _COLUMNS]
        for index, (number, *row) in enumerate(zip(batch.numbers, *columns, strict=True)):
            cells = batch.rows[index]
            given = dict(zip(_COLUMNS, row, strict=True))
            name = _name(given)
            if index in values.failures:
                prepared.leave_out(cells, values.failures[index])
            elif not name:
                prepared.leave_out(cells, [Problem(number, ProblemKind.MISSING, self._heading())])
            else:
                prepared.records.append(_record(number, name, given))
                prepared.sources.append(cells)
        return prepared

    def _heading(self) -> str:
        for field in ("name", "last_name", "first_name"):
            if field in self.plan.places:
                return self.plan.header[self.plan.places[field]]
        return "name"


def _name(given: Mapping[str, Any]) -> str:
    split = f"{given['first_name'] or ''} {given['last_name'] or ''}".strip()
    email: str = given["email"] or ""
    name: str = given["name"] or split or email.partition("@")[0]
    return name[:200]


def _record(number: int, name: str, given: Mapping[str, Any]) -> ContactRecord:
    company, company_id = given["company"] or "", given["company_external_id"] or ""
    return ContactRecord(
        number,
        given["external_id"] or "",
        name,
        given["email"] or "",
        given["phone"] or "",
        given["job_title"] or "",
        Who(company_id, company) if company or company_id else None,
        given["note"] or "",
    )
