"""The rules of a company's row."""

from collections.abc import Mapping
from itertools import repeat
from typing import Any
from urllib.parse import urlsplit

from pacesetter.crm.matching import company_domain_of
from pacesetter.imports.plan import Plan
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.checked_batch import CheckedBatch, prepared_from
from pacesetter.imports.rows.countries import country_code
from pacesetter.imports.rows.party_records import CompanyRecord
from pacesetter.imports.values.texts import folded

_COLUMNS = (
    "external_id", "name", "kind", "sales_rep", "account_manager", "website", "domain", "phone", "address", "city",
    "state", "postcode", "country", "note",
)  # fmt: skip
_CLIENT_WORDS = ("client", "customer", "kunde", "won", "evangelist", "cliente")


class CompanyRows:
    """Turns batches of rows into records."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def prepare(self, batch: Batch) -> CheckedBatch[CompanyRecord]:
        """The records of these rows, and what was wrong with the others."""
        prepared = prepared_from(batch, self.plan, CompanyRecord)
        values = self.plan.convert(batch.numbers, batch.rows)
        prepared.problems += values.doubts
        columns = [values.columns.get(name) or repeat(None, len(batch.rows)) for name in _COLUMNS]
        for index, (number, *row) in enumerate(zip(batch.numbers, *columns, strict=True)):
            cells = batch.rows[index]
            given = dict(zip(_COLUMNS, row, strict=True))
            if index in values.failures:
                prepared.leave_out(cells, values.failures[index])
            elif not given["name"]:
                place = self.plan.places.get("name")
                heading = self.plan.header[place] if place is not None else "name"
                prepared.leave_out(cells, [Problem(number, ProblemKind.MISSING, heading)])
            else:
                prepared.records.append(_record(number, given))
                prepared.sources.append(cells)
        return prepared


def _record(number: int, given: Mapping[str, Any]) -> CompanyRecord:
    website = _website(given["website"] or "")
    country = given["country"] or ""
    code = country_code(country)
    parts = [given["address"], f"{given['postcode'] or ''} {given['city'] or ''}".strip(), given["state"]]
    # A country that we can't name by its code is kept with the address.
    parts.append("" if code else country)
    return CompanyRecord(
        number,
        given["external_id"] or "",
        given["name"],
        any(word in folded(given["kind"] or "").split() for word in _CLIENT_WORDS),
        given["sales_rep"],
        given["account_manager"],
        _domain(given["domain"] or website),
        given["phone"] or "",
        website,
        "\n".join(part for part in parts if part),
        code,
        given["note"] or "",
    )


def _website(text: str) -> str:
    address = text if "://" in text else f"https://{text}" if "." in text else ""
    return address if len(address) <= 200 and " " not in address else ""


def _domain(text: str) -> str:
    host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    return company_domain_of(f"x@{host.removeprefix('www.')}")[:200]
