"""Rows get their companies after they were read."""

from typing import Any

import pytest

from pacesetter.crm.companies_joined import join_companies
from pacesetter.crm.models import Company, Contact

pytestmark = pytest.mark.django_db


def test_each_row_has_its_own_company_without_another_question(
    initech: Company, jane: Contact, django_assert_num_queries: Any
) -> None:
    hooli = Company.objects.create(name="Hooli")
    for name, company in (("Gavin", hooli), ("Jack", hooli), ("Nobody's", None)):
        Contact.objects.create(name=name, company=company)
    rows = list(Contact.objects.order_by("name"))
    with django_assert_num_queries(1):
        join_companies(rows)
    with django_assert_num_queries(0):
        assert [(row.name, str(row.company or "")) for row in rows] == [
            ("Gavin", "Hooli"), ("Jack", "Hooli"), ("Jane", initech.name), ("Nobody's", ""),
        ]  # fmt: skip


def test_rows_without_companies_need_no_question(initech: Company, django_assert_num_queries: Any) -> None:
    nobodys = Contact.objects.create(name="Nobody's")
    with django_assert_num_queries(0):
        join_companies([nobodys])
        join_companies([])


def test_a_company_that_has_gone_since_the_row_was_read_is_none(jane: Contact) -> None:
    row = Contact.objects.get(pk=jane.pk)
    row.company_id = 1_000_000
    join_companies([row])
    assert row.company is None
