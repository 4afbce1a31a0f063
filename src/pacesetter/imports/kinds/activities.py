"""Activities: duplicates out, locked days out, companies and contacts found, rows and totals written."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pacesetter.activities.contact_days import add_days, hold_companies
from pacesetter.activities.mergers import move_links
from pacesetter.activities.models import Activity
from pacesetter.crm.mergers import merged_among
from pacesetter.imports.directory import Directory
from pacesetter.imports.kinds.seen import SeenIds
from pacesetter.imports.kinds.written import Written, written_from
from pacesetter.imports.matching.companies import CompanyMatcher
from pacesetter.imports.matching.contacts import ContactMatcher
from pacesetter.imports.matching.merged import merged_contacts_among
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.activities import ActivityRows
from pacesetter.imports.rows.activity_record import ActivityRecord
from pacesetter.imports.rows.checked_batch import CheckedBatch
from pacesetter.imports.rows.days import Days
from pacesetter.imports.store.activities import (
    brought_by_others,
    existing_activities,
    stage,
    write_activities,
)
from pacesetter.imports.values.statuses import CANCELLED
from pacesetter.kpis import closing, tallies

Rows = CheckedBatch[ActivityRecord]


class ActivityImport:
    """One run over a file of activities, in the organisation's scope."""

    def __init__(self, opened: OpenedImport, directory: Directory, now: datetime, *, dry: bool) -> None:
        self.batch = opened.batch
        self.organisation_id = directory.organisation.pk
        self.dry = dry
        plan = opened.plan(directory)
        days = Days(
            now, directory.zone, directory.zones, ZoneInfo(opened.answers.zone) if opened.answers.zone else None
        )
        self.rows = ActivityRows(plan, opened.answers, directory, days)
        self.headings = {name: plan.header[place] for name, place in plan.places.items()}
        made_by = None if dry else self.batch.pk
        self.companies = CompanyMatcher(self.batch.source, made_by)
        self.contacts = ContactMatcher(self.batch.source, made_by)
        self.seen = SeenIds() if dry else None
        # Where nothing of this source is here yet, looking for it before every batch would only take time.
        self.looks_behind = not dry and not brought_by_others(self.organisation_id, self.batch.source, self.batch.pk)
        self.met_repeats = False
        # What was written since `settle`: the ids, the companies and the contacts.
        self._ids: list[int] = []
        self._companies: set[int] = set()
        self._contacts: set[int] = set()

    def prepare(self, batch: Batch) -> Rows:
        """See `KindOfImport`."""
        prepared = self.rows.prepare(batch)
        if not self.dry:
            prepared.staged = stage(prepared.records)
        return prepared

    def write(self, prepared: Rows) -> Written:
        """See `KindOfImport`."""
        written = written_from(prepared)
        self._drop_duplicates(prepared, written)
        self._drop_locked(prepared, written)
        before = self.companies.made, self.contacts.made
        companies, contacts = self._parties(prepared.records, written)
        written.made = {
            "companies": self.companies.made - before[0],
            "contacts": self.contacts.made - before[1],
        }
        if self.dry:
            written.created = len(prepared.records)
            return written
        rows = write_activities(
            prepared.records,
            prepared.staged,
            companies,
            contacts,
            organisation_id=self.organisation_id,
            source=self.batch.source,
            batch_id=self.batch.pk,
            now=self.batch.started_at or self.rows.days.now,
            repeats=self.met_repeats,
        )
        ids = [row for row in rows if row is not None]
        written.created = len(ids)
        self._tell_passed_over(prepared.records, rows, written)
        if ids:
            self._ids += ids[0], ids[-1]
            self._companies.update(company for company in companies if company is not None)
            self._contacts.update(contact for contact in contacts if contact is not None)
        return written

    def settle(self) -> None:
        """See `KindOfImport`. What companies and totals are locked for is done last, and for many rows at once."""
        if self._ids:
            # Without the "+ 0" PostgreSQL would rather read the whole import again by its index than these ids alone.
            which = "id BETWEEN %s AND %s AND import_batch_id + 0 = %s"
            bounds = [self._ids[0], self._ids[-1], self.batch.pk]
            self._go_where_merges_led()
            add_days(self._companies, which, bounds)
            tallies.add_activities(which, bounds)
        self._ids.clear()
        self._companies.clear()
        self._contacts.clear()

    def _go_where_merges_led(self) -> None:
        """Which company or contact a row means is remembered for the whole run, and it may have been merged since."""
        hold_companies(self._companies)
        for dropped, kept in merged_among(self._companies).items():
            rows = Activity.objects.filter(pk__range=(self._ids[0], self._ids[-1]), company=dropped)
            rows.filter(import_batch_id=self.batch.pk).update(company=kept)
            self._companies ^= {dropped}
            self._companies.add(kept)
        for dropped, kept in merged_contacts_among(self._contacts).items():
            own = Activity.objects.filter(pk__range=(self._ids[0], self._ids[-1]), import_batch_id=self.batch.pk)
            move_links(dropped, kept, own)

    def _drop_duplicates(self, prepared: Rows, written: Written) -> None:
        records = prepared.records
        ids = [record.external_id for record in records if record.external_id]
        if not ids:
            return
        here = {} if self.looks_behind else existing_activities(self.organisation_id, self.batch.source, ids)
        met = self.seen.among(ids) if self.seen is not None else set()
        unique = set(ids)
        if not here and not met and len(unique) == len(ids):
            return
        first: set[str] = set()
        kept: list[int] = []
        for index, record in enumerate(records):
            key = record.external_id
            if not key or (key not in here and key not in met and key not in first):
                first.add(key)
                kept.append(index)
                continue
            in_file = key in first or key in met or here.get(key) == self.batch.pk
            kind = ProblemKind.DUPLICATE_IN_FILE if in_file else ProblemKind.DUPLICATE
            written.problems.append(Problem(record.number, kind, self.headings.get("external_id", ""), key))
            written.skipped += 1
        prepared.keep(kept)

    def _tell_passed_over(
        self, records: Sequence[ActivityRecord], rows: Sequence[int | None], written: Written
    ) -> None:
        """Tell of the records that writing passed over because they were here: with `looks_behind` all repeats of the
        file, else only what another import brought in at the same moment."""
        passed = [record for record, row in zip(records, rows, strict=True) if row is None]
        if not passed:
            return
        self.met_repeats = True
        here = existing_activities(self.organisation_id, self.batch.source, [one.external_id for one in passed])
        for record in passed:
            own = here.get(record.external_id) == self.batch.pk
            kind = ProblemKind.DUPLICATE_IN_FILE if own else ProblemKind.DUPLICATE
            heading = self.headings.get("external_id", "")
            written.problems.append(Problem(record.number, kind, heading, record.external_id))
        written.skipped += len(passed)

    def _drop_locked(self, prepared: Rows, written: Written) -> None:
        closed_through = tallies.add(self.organisation_id, {})
        if closed_through is None or not prepared.records:
            return
        days_of = [_counted_days(record) for record in prepared.records]
        early = {day for days in days_of for day in days if day <= closed_through}
        closed = closing.closed_days_among(early) if early else set()
        if not closed:
            return
        locked = {day for day in closed if closing.locked_period_among({day}) is not None}
        kept: list[int] = []
        for index, (record, days) in enumerate(zip(prepared.records, days_of, strict=True)):
            if locked.intersection(days):
                problem = Problem(record.number, ProblemKind.CLOSED_PERIOD, "", str(min(locked.intersection(days))))
                written.problems.append(problem)
                written.left_out.append((prepared.sources[index], problem))
                continue
            kept.append(index)
            touched = closed.intersection(days)
            if touched:
                written.problems.append(Problem(record.number, ProblemKind.RESTATEMENT, "", str(min(touched))))
                written.closed_days |= touched
        prepared.keep(kept)

    def _parties(
        self, records: Sequence[ActivityRecord], written: Written
    ) -> tuple[list[int | None], list[int | None]]:
        """Company and contact of each record. A contact's company stands in where the row names none."""
        found = self.companies.resolve({record.company for record in records if record.company is not None})
        companies = [found[record.company] if record.company is not None else None for record in records]
        contacts: list[int | None] = [None] * len(records)
        pairs = {
            (record.contact, company)
            for record, company in zip(records, companies, strict=True)
            if record.contact is not None
        }
        if pairs:
            people = self.contacts.resolve(pairs)
            for index, record in enumerate(records):
                if record.contact is None:
                    continue
                person = people[record.contact, companies[index]]
                contacts[index] = person.id
                if companies[index] is None and record.company is None:
                    companies[index] = person.company_id or self.companies.for_email(record.contact.email)
        self._doubts(records, companies, contacts, written)
        return companies, contacts

    def _doubts(
        self,
        records: Sequence[ActivityRecord],
        companies: Sequence[int | None],
        contacts: Sequence[int | None],
        written: Written,
    ) -> None:
        unknown_companies, unknown_contacts = self.companies.unknown, self.contacts.unknown
        if not (unknown_companies or unknown_contacts):
            return
        for record, company, contact in zip(records, companies, contacts, strict=True):
            if company is None and record.company is not None and not record.company.name:
                heading, text = self.headings.get("company_external_id", ""), record.company.external_id
                written.problems.append(Problem(record.number, ProblemKind.UNKNOWN_COMPANY, heading, text))
            who = record.contact
            if contact is None and who is not None and not (who.name or who.email):
                heading = self.headings.get("contact_external_id", "")
                written.problems.append(Problem(record.number, ProblemKind.UNKNOWN_CONTACT, heading, who.external_id))


def _counted_days(record: ActivityRecord) -> list[date]:
    if record.status == CANCELLED:
        return []
    return [day for day in (record.completed_on, record.booked_on) if day is not None]
