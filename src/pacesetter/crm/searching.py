"""Find companies and contacts by words: the beginnings of words of a name, a domain, an e-mail address, or a number.

All words must be found, each as the beginning of one. Companies are found by their contacts too. The indexes are the
database's own (see `crm/migrations/0003_search.py`), so the two databases are asked in two ways.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from pacesetter.crm.few_ids import with_ids
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.search_documents import COMPANY_DOCUMENT, CONTACT_DOCUMENT
from pacesetter.crm.typed_words import query_of
from pacesetter.tenancy.scope import current_organisation_id

R = TypeVar("R", Company, Contact)

# So many are sorted; of more a page is soon full in the order of the list.
FEW = 2000
# More than one in so many is found so often in any order that each row is tested by itself.
_DENSE = 4

_POSTGRESQL = {
    Company: "SELECT s.id FROM crm_company s WHERE s.organisation_id = %s AND "  # noqa: S608
    + COMPANY_DOCUMENT.format(t="s.")
    + " @@ to_tsquery('simple', %s)",
    Contact: "SELECT s.{column} FROM crm_contact s WHERE s.organisation_id = %s AND "  # noqa: S608
    + CONTACT_DOCUMENT.format(t="s.")
    + " @@ to_tsquery('simple', %s) AND s.{column} IS NOT NULL",
}
# CROSS JOIN: SQLite, which knows nothing of how many rows there are, would look through the words for each company.
_SQLITE = {
    Company: "SELECT s.id FROM crm_company_words w CROSS JOIN crm_company s ON s.id = w.rowid "
    "WHERE s.organisation_id = %s AND crm_company_words MATCH %s",
    Contact: "SELECT s.{column} FROM crm_contact_words w CROSS JOIN crm_contact s ON s.id = w.rowid "
    "WHERE s.organisation_id = %s AND crm_contact_words MATCH %s AND s.{column} IS NOT NULL",
}


# Whether a row is among those found: whose it is, the list itself asks. The plus lets SQLite look for them once and go
# through the rows in the order of the list, in place of looking all of them up and sorting them.
_SQLITE_MANY = "+{row} IN (SELECT w.rowid FROM {table}_words w WHERE {table}_words MATCH %s)"


class _Search(Generic[R]):
    """What a text finds among the rows of the organisation in scope. The database looks through its words once, when
    that is first wanted, however often it is then asked for a page or a number of those found. `country` is where a
    number without a country code is dialled."""

    def __init__(self, text: str, country: str = "") -> None:
        self._query = query_of(text, country)

    def among(self, rows: QuerySet[R]) -> QuerySet[R]:
        """Those of the rows that the text finds; all where it says nothing."""
        if self._query is None:
            return rows
        if not self._are_many:
            return with_ids(rows, list(dict.fromkeys(self._ids)))
        return self.each_of(rows) if _are_dense(self._ids) else rows.filter(self._together(self._query))

    def among_few(self, rows: QuerySet[R]) -> QuerySet[R]:
        """The same for rows that are few."""
        return self.each_of(rows) if self._are_many else self.among(rows)

    def each_of(self, rows: QuerySet[R]) -> QuerySet[R]:
        """The same for rows that are few: each is looked at, whatever is found among all others."""
        return rows if self._query is None else rows.filter(self._each(self._query))

    def some_among(self, rows: QuerySet[R]) -> QuerySet[R]:
        """Some thousands of those that the text finds, where it finds so many that counting them takes longer than
        knowing that they are many; none where it finds fewer, or says nothing."""
        return with_ids(rows, self._ids) if self._are_many else rows.none()

    @property
    def leaves_few(self) -> bool:
        """Whether `among` gives few rows for what was typed, however many it is asked of."""
        return self._query is not None and not self._are_many

    @property
    def _are_many(self) -> bool:
        return len(self._ids) > FEW

    @cached_property
    def _ids(self) -> list[int]:
        return [] if self._query is None else self._found(self._query)

    def _found(self, query: str) -> list[int]:
        """The ids of those found, perhaps twice, and one more than `FEW` at most."""
        raise NotImplementedError

    def _each(self, query: str) -> RawSQL:
        """The same asked of each row by itself."""
        raise NotImplementedError

    def _together(self, query: str) -> RawSQL:
        """The same for many rows, of which the list shows those that come first in its order: all that are found are
        looked up once, and each row among them."""
        raise NotImplementedError


class CompanySearch(_Search[Company]):
    """Companies by their own words, and by those of their contacts."""

    def _found(self, query: str) -> list[int]:
        return _ids(_of_companies(), [*_params(query), *_params(query)], FEW)

    def _each(self, query: str) -> RawSQL:
        return _many_companies(query)

    def _together(self, query: str) -> RawSQL:
        if connection.vendor != "postgresql":
            return _many_companies(query)
        return _among("crm_company.id", _of_companies(), [*_params(query), *_params(query)])


class ContactSearch(_Search[Contact]):
    """Contacts by their words."""

    def _found(self, query: str) -> list[int]:
        return _ids(_sql(Contact, "id"), _params(query), FEW)

    def _each(self, query: str) -> RawSQL:
        return _many_contacts(query)

    def _together(self, query: str) -> RawSQL:
        if connection.vendor != "postgresql":
            return _many_contacts(query)
        return _among("crm_contact.id", _sql(Contact, "id"), _params(query))


def _of_companies() -> str:
    return f"{_sql(Company)} UNION ALL {_sql(Contact, 'company_id')}"


def _are_dense(ids: Sequence[int]) -> bool:
    """Whether the ids, the first that were come upon, lie so near to each other that one row in `_DENSE` is found.
    Those in the middle tell: rows that were changed lie elsewhere."""
    known = sorted(ids)
    first, last = known[len(known) // 4], known[len(known) * 3 // 4]
    return last - first <= _DENSE * len(known) // 2


def _among(row: str, sql: str, params: list[int | str]) -> RawSQL:
    """Whether the row is among those found. Put so that PostgreSQL looks for them once and keeps their ids at hand, and
    goes through the rows in the order of the list: it would rather look all of them up and sort them."""
    return RawSQL(f"({row} IN ({sql})) IS TRUE", params, output_field=BooleanField())  # noqa: S611


def companies_with_words(companies: QuerySet[Company], text: str, country: str = "") -> QuerySet[Company]:
    """Those of the companies that the text finds; all where it says nothing."""
    return CompanySearch(text, country).among(companies)


def _many_companies(query: str) -> RawSQL:
    """Whether a company is among those found, asked of each by itself."""
    if connection.vendor == "postgresql":
        # Where so many are found, a page of the list is full after a few rows in its order: each is tested by itself.
        own = COMPANY_DOCUMENT.format(t="crm_company.") + " @@ to_tsquery('simple', %s)"
        # No EXISTS: PostgreSQL would rather look up all contacts that are found, a hundred thousand for a first name.
        by_contact = (
            "(SELECT 1 FROM crm_contact s WHERE s.organisation_id = crm_company.organisation_id "  # noqa: S608
            "AND s.company_id = crm_company.id AND "
            + CONTACT_DOCUMENT.format(t="s.")
            + " @@ to_tsquery('simple', %s) LIMIT 1) IS NOT NULL"
        )
    else:
        # Not row by row: SQLite would go through the whole index of words again for each of them.
        own = _SQLITE_MANY.format(table="crm_company", row="crm_company.id")
        contact = _SQLITE_MANY.format(table="crm_contact", row="s.id")
        by_contact = f"EXISTS (SELECT 1 FROM crm_contact s WHERE s.company_id = crm_company.id AND {contact})"  # noqa: S608
    return RawSQL(f"({own} OR {by_contact})", [query, query], output_field=BooleanField())  # noqa: S611


def contacts_with_words(contacts: QuerySet[Contact], text: str, country: str = "") -> QuerySet[Contact]:
    """Those of the contacts that the text finds; all where it says nothing."""
    return ContactSearch(text, country).among(contacts)


def _many_contacts(query: str) -> RawSQL:
    """Whether a contact is among those found, asked of each by itself."""
    own = _SQLITE_MANY.format(table="crm_contact", row="crm_contact.id")
    if connection.vendor == "postgresql":
        # Put so that the index of words can't answer it, and PostgreSQL expects it to be true: a page of the list is
        # full after a few rows in its order, whereas the index finds tens of thousands that have to be sorted.
        found = CONTACT_DOCUMENT.format(t="crm_contact.") + " @@ to_tsquery('simple', %s)"
        own = f"NULLIF({found}, FALSE) IS NOT NULL"
    return RawSQL(own, [query], output_field=BooleanField())  # noqa: S611


def near_words(rows: QuerySet[R], text: str, most: int = 500) -> QuerySet[R] | None:
    """Those of the rows in whose own words the text is found, for whoever looks through them more closely than by the
    beginnings of words; None where they are more than `most`, so that others are soon found among all rows."""
    query = query_of(text, "")
    if query is None:
        return None
    ids = _ids(_sql(rows.model), _params(query), most)
    return None if len(ids) > most else with_ids(rows, ids)


def _ids(sql: str, params: list[int | str], most: int) -> list[int]:
    """What the search finds, perhaps twice, and one more than `most` at most: it ends with that one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({sql}) AS found LIMIT {most + 1}", params)  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def _sql(model: type[Company] | type[Contact], column: str = "id") -> str:
    table = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return table[model].replace("{column}", column)


def _params(query: str) -> list[int | str]:
    return [current_organisation_id(), query]
