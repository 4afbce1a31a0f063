"""The rules of an activity's row: planned or done, on which day, for how long.

This is the hottest loop of an import, so it is one plain loop over columns.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

from pacesetter.imports.answers import Answers
from pacesetter.imports.directory import Directory
from pacesetter.imports.plan import Plan, outcome_named, type_named
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.activity_record import ActivityRecord, Who
from pacesetter.imports.rows.checked_batch import CheckedBatch, prepared_from
from pacesetter.imports.rows.days import Days
from pacesetter.imports.rows.same_rows import SameRows
from pacesetter.imports.values.durations import MAX_MINUTES
from pacesetter.imports.values.moments import Moment
from pacesetter.imports.values.statuses import CANCELLED, COMPLETED, PLANNED, StatusRead

_COLUMNS = (
    "external_id", "type", "owner", "status", "date", "due", "due_time", "completed", "booked", "created", "ends",
    "minutes", "value", "outcome", "subject", "note", "creator", "company", "company_external_id", "contact",
    "contact_email", "contact_external_id",
)  # fmt: skip
_CREATOR = _COLUMNS.index("creator")


class ActivityRows:
    """Turns batches of rows into records. Knows everything beforehand and never asks the database."""

    def __init__(self, plan: Plan, answers: Answers, directory: Directory, days: Days) -> None:
        self.plan = plan
        self.directory = directory
        self.days = days
        self.from_due = answers.completed_from_due
        self.default_owner = answers.default_owner
        self.default_type = type_named(answers.default_type, answers, directory)
        self.outcomes_of_statuses = {
            name: outcome_named(name, answers, directory)
            for name in ("Busy", "No answer", "No-show", "Left voicemail", "Connected")
        }
        self.same_rows = None if "external_id" in plan.places else SameRows()

    def prepare(self, batch: Batch) -> CheckedBatch[ActivityRecord]:
        """The records of these rows, and what was wrong with the others."""
        prepared = prepared_from(batch, self.plan, ActivityRecord)
        values = self.plan.convert(batch.numbers, batch.rows)
        prepared.problems += values.doubts
        columns: list[Iterable[Any]] = [values.columns.get(name) or repeat(None, len(batch.rows)) for name in _COLUMNS]
        if "type" not in values.columns:
            columns[1] = repeat(self.default_type, len(batch.rows))
        if "owner" not in values.columns:
            columns[2] = repeat(self.default_owner, len(batch.rows))
        if "creator" not in values.columns:
            # A file that does not say who entered what: each their own, or nobody's bookings would count where KPIs
            # credit whoever made them.
            owners = values.columns.get("owner")
            columns[_CREATOR] = owners if owners is not None else repeat(self.default_owner, len(batch.rows))
        failures, rows = values.failures, batch.rows
        for index, (number, *row) in enumerate(zip(batch.numbers, *columns, strict=True)):
            if index in failures:
                prepared.leave_out(rows[index], failures[index])
                continue
            made = self._record(number, *row)
            if type(made) is ActivityRecord:
                prepared.records.append(made)
                prepared.sources.append(rows[index])
            else:
                prepared.leave_out(rows[index], [made])  # type: ignore[list-item]
        self._warn(prepared, batch.numbers, rows)
        return prepared

    def _record(
        self,
        number: int,
        external_id: str | None,
        type_id: int | None,
        owner_id: int | None,
        status_read: StatusRead | None,
        date: Moment | None,
        due: Moment | None,
        due_time: Any,
        completed: Moment | None,
        booked: Moment | None,
        created: Moment | None,
        ends: Moment | None,
        minutes: int | None,
        value: int | None,
        outcome_id: int | None,
        subject: str | None,
        note: str | None,
        creator_id: int | None,
        company: str | None,
        company_external_id: str | None,
        contact: str | None,
        contact_email: str | None,
        contact_external_id: str | None,
    ) -> ActivityRecord | Problem:
        days = self.days
        if type_id is None:
            return self._missing(number, "type")
        if owner_id is None:
            return self._missing(number, "owner")
        if due_time is not None and due is not None and due[1] is None:
            due = (due[0], datetime.combine(due[0], due_time, days.written_in).astimezone(UTC))
        if status_read is not None:
            status = status_read.status
        elif completed is not None:
            status = COMPLETED
        elif date is not None:
            status = PLANNED if days.is_ahead(date, owner_id) else COMPLETED
        elif due is not None:
            status = COMPLETED if self.from_due and not days.is_ahead(due, owner_id) else PLANNED
        else:
            return self._missing(number, "date")
        done_on = done_at = cancelled_at = None
        if status == COMPLETED:
            done = completed or date or (due if self.from_due else None)
            if done is None:
                return Problem(number, ProblemKind.COMPLETED_WITHOUT_DATE, self._heading("completed"))
            if days.is_ahead(done, owner_id):
                return Problem(number, ProblemKind.COMPLETED_IN_FUTURE, self._heading("completed"), str(done[0]))
            done_on, done_at = days.day(done, owner_id), days.instant(done, owner_id)
            if done_at > days.now:
                done_at = days.now
            if outcome_id is None and status_read is not None and status_read.outcome:
                outcome_id = self.outcomes_of_statuses.get(status_read.outcome) or None
            if outcome_id is not None and (type_id, outcome_id) not in self.directory.allowed:
                name = self.directory.outcome_names.get(outcome_id, "")
                return Problem(number, ProblemKind.OUTCOME_NOT_OF_TYPE, self._heading("outcome"), name)
        else:
            outcome_id = None
            due = due or date
            if status == CANCELLED:
                cancelled_at = days.now
            elif owner_id in self.directory.left:
                name = self.directory.member_names[owner_id]
                return Problem(number, ProblemKind.OWNER_HAS_LEFT, self._heading("owner"), name)
        if minutes is None:
            minutes = self._minutes(type_id, date or due or completed, ends)
        value = value or 0
        booked_on = days.day(booked, owner_id) if booked is not None else None
        made = created or booked
        return ActivityRecord(
            number,
            external_id or "",
            type_id,
            owner_id,
            Who(company_external_id or "", company or "") if company or company_external_id else None,
            Who(contact_external_id or "", contact or "", contact_email or "")
            if contact or contact_email or contact_external_id
            else None,
            subject or "",
            note or "",
            status,
            days.day(due, owner_id) if due is not None else None,
            due[1] if due is not None else None,
            outcome_id,
            # What was never planned has no plan to keep.
            minutes if booked_on is not None or done_on is None else 0,
            value if booked_on is not None or done_on is None else 0,
            minutes if done_on is not None else 0,
            value if done_on is not None else 0,
            booked_on,
            done_on,
            creator_id,
            days.instant(made, owner_id) if made is not None else days.now,
            done_at,
            cancelled_at,
        )

    def _minutes(self, type_id: int, start: Moment | None, ends: Moment | None) -> int:
        if ends is not None and ends[1] is not None and start is not None and start[1] is not None:
            lasted = round((ends[1] - start[1]).total_seconds() / 60)
            if 0 <= lasted <= MAX_MINUTES:
                return lasted
        return self.directory.types_by_id[type_id].default_minutes

    def _heading(self, name: str) -> str:
        place = self.plan.places.get(name)
        return self.plan.header[place] if place is not None else ""

    def _missing(self, number: int, name: str) -> Problem:
        return Problem(number, ProblemKind.MISSING, self._heading(name) or name)

    def _warn(
        self, prepared: CheckedBatch[ActivityRecord], numbers: Sequence[int], rows: Sequence[Sequence[str]]
    ) -> None:
        types = self.directory.types_by_id
        if any(facts.needs_outcome for facts in types.values()):
            prepared.problems += [
                Problem(record.number, ProblemKind.OUTCOME_MISSING, self._heading("outcome"))
                for record in prepared.records
                if record.outcome_id is None
                and record.completed_on is not None
                and types[record.activity_type_id].needs_outcome
            ]
        if self.same_rows is not None:
            prepared.problems += [
                Problem(number, ProblemKind.SAME_ROW) for number in self.same_rows.repeated(numbers, rows)
            ]
