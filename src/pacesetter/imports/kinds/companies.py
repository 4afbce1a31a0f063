"""Companies: those that are here already are recognised, the others are made."""

from datetime import datetime

from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, CompanyExternalId, CompanyKind
from pacesetter.crm.phone import phone_as_found
from pacesetter.imports.directory import Directory
from pacesetter.imports.kinds.written import Written, written_from
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.checked_batch import CheckedBatch
from pacesetter.imports.rows.companies import CompanyRows
from pacesetter.imports.rows.party_records import CompanyRecord

_MADE_AT_ONCE = 1_000


class CompanyImport:
    """One run over a file of companies, in the organisation's scope."""

    def __init__(self, opened: OpenedImport, directory: Directory, now: datetime, *, dry: bool) -> None:
        self.batch = opened.batch
        self.country = directory.organisation.country
        self.dry = dry
        plan = opened.plan(directory)
        self.rows = CompanyRows(plan)
        self.headings = {name: plan.header[place] for name, place in plan.places.items()}
        # What a dry run would have made: keys of ids and of names.
        self._imagined: set[str] = set()

    def prepare(self, batch: Batch) -> CheckedBatch[CompanyRecord]:
        """See `KindOfImport`."""
        return self.rows.prepare(batch)

    def write(self, prepared: CheckedBatch[CompanyRecord]) -> Written:
        """See `KindOfImport`."""
        written = written_from(prepared)
        known = self._known_ids(prepared.records)
        named = self._named(prepared.records)
        made: list[tuple[Company, str]] = []
        links: dict[str, int] = {}
        taken: set[str] = set(self._imagined)
        for record in prepared.records:
            id_key, key = f"id:{record.external_id}", name_key(record.name)
            here = known.get(record.external_id) if record.external_id else None
            if here is None:
                here = named.get(key)
                # Another company of the same name has an id of this source, so this is a second one.
                if here is not None and record.external_id and here.pk in self._has_id:
                    here = None
            in_file = (record.external_id and id_key in taken) or (not record.external_id and f"name:{key}" in taken)
            if here is not None or in_file:
                own = in_file or (here is not None and here.import_batch_id == self.batch.pk)
                kind = ProblemKind.DUPLICATE_IN_FILE if own else ProblemKind.DUPLICATE
                field, text = ("external_id", record.external_id) if record.external_id else ("name", record.name)
                written.problems.append(Problem(record.number, kind, self.headings.get(field, ""), text))
                written.skipped += 1
                if here is not None and record.external_id and record.external_id not in known:
                    links.setdefault(record.external_id, here.pk)
                    known[record.external_id] = here
                    self._has_id.add(here.pk)
                continue
            taken |= {f"name:{key}"} | ({id_key} if record.external_id else set())
            made.append((self._company(record, key), record.external_id))
        written.created = len(made)
        if self.dry:
            self._imagined = taken
        else:
            self._write(made, links)
        return written

    def settle(self) -> None:
        """See `KindOfImport`. Nothing follows from these."""

    def _known_ids(self, records: list[CompanyRecord]) -> dict[str, Company]:
        ids = {record.external_id for record in records if record.external_id}
        rows = CompanyExternalId.objects.filter(source=self.batch.source, external_id__in=ids).select_related("company")
        return {row.external_id: row.company for row in rows}

    def _named(self, records: list[CompanyRecord]) -> dict[str, Company]:
        keys = {name_key(record.name) for record in records}
        live = Company.objects.filter(name_key__in=keys, merged_into__isnull=True, archived_at__isnull=True)
        found: dict[str, Company] = {}
        for company in live.order_by("id"):
            found.setdefault(company.name_key, company)
        ids = [company.pk for company in found.values()]
        linked = CompanyExternalId.objects.filter(source=self.batch.source, company_id__in=ids)
        self._has_id = set(linked.values_list("company_id", flat=True))
        return found

    def _company(self, record: CompanyRecord, key: str) -> Company:
        return Company(
            name=record.name,
            name_key=key,
            kind=CompanyKind.CLIENT if record.is_client else CompanyKind.LEAD,
            sales_rep_id=record.sales_rep_id,
            account_manager_id=record.account_manager_id,
            domain=record.domain,
            phone=phone_as_found(record.phone, record.country or self.country),
            website=record.website,
            address=record.address,
            country=record.country,
            note=record.note,
            import_batch_id=self.batch.pk,
        )

    def _write(self, made: list[tuple[Company, str]], links: dict[str, int]) -> None:
        Company.objects.bulk_create([company for company, _ in made], batch_size=_MADE_AT_ONCE)
        links |= {external_id: company.pk for company, external_id in made if external_id}
        CompanyExternalId.objects.bulk_create(
            [
                CompanyExternalId(company_id=company_id, source=self.batch.source, external_id=external_id)
                for external_id, company_id in links.items()
            ],
            batch_size=_MADE_AT_ONCE,
            ignore_conflicts=True,
        )
