"""Companies and contacts on their way from a file to the database."""

from typing import NamedTuple

from pacesetter.imports.rows.activity_record import Who


class CompanyRecord(NamedTuple):
    """One company."""

    number: int
    external_id: str
    name: str
    is_client: bool
    sales_rep_id: int | None
    account_manager_id: int | None
    domain: str
    phone: str
    website: str
    address: str
    country: str
    note: str


class ContactRecord(NamedTuple):
    """One contact."""

    number: int
    external_id: str
    name: str
    email: str
    phone: str
    job_title: str
    company: Who | None
    note: str
