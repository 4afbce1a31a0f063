"""Contacts: those that are here already are recognised, the others are made, with their companies."""

from datetime import datetime

from pacesetter.activities.contact_days import hold_companies
from pacesetter.crm.mergers import merged_among
from pacesetter.crm.models import Contact, ContactExternalId
from pacesetter.crm.phone import phone_as_found
from pacesetter.imports.directory import Directory
from pacesetter.imports.kinds.written import Written, written_from
from pacesetter.imports.matching.companies import CompanyMatcher
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.checked_batch import CheckedBatch
from pacesetter.imports.rows.contacts import ContactRows
from pacesetter.imports.rows.party_records import ContactRecord
from pacesetter.imports.values.texts import folded

_MADE_AT_ONCE = 1_000


class ContactImport:
    """One run over a file of contacts, in the organisation's scope."""

    def __init__(self, opened: OpenedImport, directory: Directory, now: datetime, *, dry: bool) -> None:
        self.batch = opened.batch
        self.country = directory.organisation.country
        self.dry = dry
        plan = opened.plan(directory)
        self.rows = ContactRows(plan)
        self.headings = {name: plan.header[place] for name, place in plan.places.items()}
        self.companies = CompanyMatcher(self.batch.source, None if dry else self.batch.pk)
        # What this run has made (in a dry run: would make), by its keys.
        self._made: set[str] = set()
        # What was written since `settle`: the ids, and the companies.
        self._ids: list[int] = []
        self._companies: set[int] = set()

    def prepare(self, batch: Batch) -> CheckedBatch[ContactRecord]:
        """See `KindOfImport`."""
        return self.rows.prepare(batch)

    def write(self, prepared: CheckedBatch[ContactRecord]) -> Written:
        """See `KindOfImport`."""
        written = written_from(prepared)
        records = prepared.records
        before = self.companies.made
        found = self.companies.resolve({record.company for record in records if record.company is not None})
        companies = [
            found[record.company] if record.company is not None else self.companies.for_email(record.email)
            for record in records
        ]
        written.made = {"companies": self.companies.made - before}
        here = _Here(self.batch.source, records, companies)
        made: list[tuple[Contact, str]] = []
        links: dict[str, int] = {}
        for record, company_id in zip(records, companies, strict=True):
            who = record.company
            if who is not None and company_id is None and not who.name:
                heading = self.headings.get("company_external_id", "")
                problem = Problem(record.number, ProblemKind.UNKNOWN_COMPANY, heading, who.external_id)
                written.problems.append(problem)
            contact = here.find(record, company_id)
            keys = _keys(record, company_id, who.name if who else "")
            in_file = not self._made.isdisjoint(keys)
            if contact is not None or in_file:
                own = in_file or (contact is not None and contact.import_batch_id == self.batch.pk)
                kind = ProblemKind.DUPLICATE_IN_FILE if own else ProblemKind.DUPLICATE
                ways = {"external_id": record.external_id, "email": record.email, "name": record.name}
                field = next(name for name, text in ways.items() if text)
                heading = self.headings.get(field, "")
                written.problems.append(Problem(record.number, kind, heading, ways[field]))
                written.skipped += 1
                if contact is not None and record.external_id:
                    links.setdefault(record.external_id, contact.pk)
                continue
            self._made.update(keys)
            made.append((self._contact(record, company_id), record.external_id))
        written.created = len(made)
        if not self.dry:
            self._write(made, links)
            # From now on the database knows them.
            self._made.clear()
        return written

    def settle(self) -> None:
        """See `KindOfImport`. Which company a row means is remembered for the whole run, and it may have been merged
        since."""
        hold_companies(self._companies)
        for dropped, kept in merged_among(self._companies).items():
            Contact.objects.filter(pk__in=self._ids, company=dropped).update(company=kept)
        self._ids.clear()
        self._companies.clear()

    def _contact(self, record: ContactRecord, company_id: int | None) -> Contact:
        return Contact(
            name=record.name,
            email=record.email,
            phone=phone_as_found(record.phone, self.country),
            job_title=record.job_title,
            company_id=company_id,
            note=record.note,
            import_batch_id=self.batch.pk,
        )

    def _write(self, made: list[tuple[Contact, str]], links: dict[str, int]) -> None:
        contacts = Contact.objects.bulk_create([contact for contact, _ in made], batch_size=_MADE_AT_ONCE)
        self._ids += [contact.pk for contact in contacts]
        self._companies.update(contact.company_id for contact in contacts if contact.company_id is not None)
        links |= {external_id: contact.pk for contact, external_id in made if external_id}
        ContactExternalId.objects.bulk_create(
            [
                ContactExternalId(contact_id=contact_id, source=self.batch.source, external_id=external_id)
                for external_id, contact_id in links.items()
            ],
            batch_size=_MADE_AT_ONCE,
            ignore_conflicts=True,
        )


def _keys(record: ContactRecord, company_id: int | None, company_name: str) -> set[str]:
    """By what two rows of a file are the same person: the id, else the address, else the name in the company."""
    if record.external_id:
        return {f"id:{record.external_id}"}
    if record.email:
        return {f"email:{record.email}"}
    return {f"name:{folded(record.name)}@{company_id or folded(company_name)}"}


class _Here:
    """The contacts that are here already, as far as a batch of rows may mean them."""

    def __init__(self, source: str, records: list[ContactRecord], companies: list[int | None]) -> None:
        ids = {record.external_id for record in records if record.external_id}
        links = ContactExternalId.objects.filter(source=source, external_id__in=ids).select_related("contact")
        self.by_id: dict[str, Contact] = {link.external_id: link.contact for link in links}
        live = Contact.objects.filter(merged_into__isnull=True).order_by("id")
        self.by_email: dict[str, Contact] = {}
        for contact in live.filter(email__in={record.email for record in records if record.email}):
            self.by_email.setdefault(contact.email, contact)
        self.by_name: dict[tuple[int, str], Contact] = {}
        for contact in live.filter(company_id__in={company_id for company_id in companies if company_id}):
            self.by_name.setdefault((contact.company_id or 0, folded(contact.name)), contact)

    def find(self, record: ContactRecord, company_id: int | None) -> Contact | None:
        """The contact that the row means. Of one name but another address it is another person."""
        known = self.by_id.get(record.external_id) if record.external_id else None
        if known is None and record.email:
            known = self.by_email.get(record.email)
        if known is None and company_id is not None:
            known = self.by_name.get((company_id, folded(record.name)))
            if known is not None and known.email and record.email:
                known = None
        return known
