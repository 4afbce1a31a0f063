"""The last contact and next due day that companies carry: whether they are right, and kept for sets of activities.

Triggers keep them, see docs/decisions/last-contact-on-the-company.md.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery

from pacesetter.activities.by_set import by_set
from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.crm.models import Company
from pacesetter.tenancy.scope import current_organisation_id


def companies_with_wrong_days() -> list[int]:
    """The ids of companies of the organisation in scope whose days differ from what their activities say."""
    here = Activity.objects.filter(company=OuterRef("pk"), deleted_at__isnull=True).order_by()
    planned = here.filter(status=Status.PLANNED)
    done = here.filter(completed_on__isnull=False).exclude(provenance=Provenance.CAMPAIGN_RECIPIENT)
    companies: QuerySet[Any] = Company.objects.annotate(
        right_last=Subquery(done.values("company").annotate(day=Max("completed_on")).values("day")),
        right_next=Subquery(planned.values("company").annotate(day=Min("due_on")).values("day")),
        right_plans=Exists(planned),
    )
    return [
        company.pk
        for company in companies.order_by("pk")
        if (company.last_contact_on, company.next_due_on, company.has_plans)
        != (company.right_last, company.right_next, company.right_plans)
    ]


@contextmanager
def kept_by_set(company_ids: Iterable[int | None]) -> Iterator[None]:
    """Inside the block, activities of these companies may be inserted and deleted by the thousand: the companies' days
    are worked out once, at its end. To be used in a transaction, before totals are written.

    The companies are locked first, as the triggers do it. SQLite's triggers cannot be passed, and go on by row.
    """
    if connection.vendor != "postgresql":
        yield
        return
    ids = sorted({company_id for company_id in company_ids if company_id is not None})
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM crm_company WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [ids])
        with by_set(cursor, "contact_days"):
            yield
        cursor.execute("SELECT count(activities_contact_days_of(id)) FROM unnest(%s::bigint[]) AS id", [ids])


@contextmanager
def kept_afterwards() -> Iterator[None]:
    """Inside the block activities may be inserted by the thousand: `add_days` is to follow in the same transaction, and
    before totals are written. SQLite's triggers cannot be passed, and go on by row."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor, by_set(cursor, "contact_days"):
        yield


@contextmanager
def kept_where_gone(where: str, params: Sequence[Any]) -> Iterator[None]:
    """Inside the block the activities that match `where`, SQL over columns of `activities_activity`, are deleted: their
    companies' days are worked out anew at its end, where one of these was the last contact or planned. To be used in a
    transaction, before totals are written. SQLite's triggers cannot be passed, and go on by row.
    """
    if connection.vendor != "postgresql":
        yield
        return
    given = [current_organisation_id(), *params]
    with connection.cursor() as cursor:
        # Held before they are looked at: what another transaction does to a company's days meanwhile has to be seen.
        cursor.execute(_HOLD.format(where=where), given)
        cursor.execute(_TOUCHED.format(where=where), given)
        touched = [company_id for (company_id,) in cursor.fetchall()]
        with by_set(cursor, "contact_days"):
            yield
        if touched:
            cursor.execute(f"{_SET_ALL} AND id = ANY(%s)", [current_organisation_id(), touched])


def hold_companies(company_ids: Collection[int]) -> None:
    """Lock these companies until the end of the transaction, the oldest first. On SQLite nobody else writes anyway."""
    if connection.vendor != "postgresql" or not company_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM crm_company WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE) AS held",
            [sorted(company_ids)],
        )


def add_days(company_ids: Collection[int], where: str, params: Sequence[Any]) -> None:
    """Let these companies know of the new activities that match `where`, SQL over columns of `activities_activity`.

    New activities can only move a last contact on and a next due day forward, so that nothing else of the companies is
    read; and whatever was worked out for a company meanwhile is seen, since it is locked first. A company that already
    knows as much is not written: its row stands in a dozen indexes.
    """
    if connection.vendor != "postgresql" or not company_ids:
        return
    hold_companies(company_ids)
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(where=where), [current_organisation_id(), *params])


def add_days_beforehand(staged: str, params: Sequence[Any]) -> None:
    """Let companies know, on SQLite, of activities that the caller inserts next, all of them, in the same transaction.
    `staged` is the table that holds them, or a SELECT in parentheses with its parameters.

    A company is written once then, and the triggers, which cannot be passed, find that it knows.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ADD_BEFOREHAND.format(staged=staged), params)


_ADD = """
UPDATE crm_company AS c SET
    last_contact_on = greatest(c.last_contact_on, came.last_on),
    next_due_on = least(c.next_due_on, came.next_on),
    has_plans = c.has_plans OR came.plans
FROM (
    SELECT company_id, max(completed_on) FILTER (WHERE provenance <> 'campaign_recipient') AS last_on,
           min(due_on) FILTER (WHERE status = 'planned') AS next_on, bool_or(status = 'planned') AS plans
    FROM activities_activity
    WHERE organisation_id = %s AND company_id IS NOT NULL AND deleted_at IS NULL AND {where}
    GROUP BY company_id) AS came
WHERE c.id = came.company_id
  AND (came.last_on > coalesce(c.last_contact_on, '-infinity')
       OR came.next_on < coalesce(c.next_due_on, 'infinity')
       OR (came.plans AND NOT c.has_plans))
"""

_ADD_BEFOREHAND = """
UPDATE crm_company SET
    last_contact_on = nullif(max(coalesce(crm_company.last_contact_on, ''), coalesce(came.last_on, '')), ''),
    next_due_on = min(coalesce(crm_company.next_due_on, came.next_on), coalesce(came.next_on, crm_company.next_due_on)),
    has_plans = crm_company.has_plans OR came.plans
FROM (
    SELECT company_id, max(completed_on) AS last_on, max(status = 'planned') AS plans,
           min(CASE WHEN status = 'planned' THEN due_on END) AS next_on
    FROM {staged}
    WHERE company_id IS NOT NULL
    GROUP BY company_id) AS came
WHERE crm_company.id = came.company_id
  AND (came.last_on > coalesce(crm_company.last_contact_on, '')
       OR came.next_on < coalesce(crm_company.next_due_on, '9999-12-32')
       OR (came.plans AND NOT crm_company.has_plans))
"""

_OF_COMPANIES = """
    FROM activities_activity
    WHERE organisation_id = %s AND company_id IS NOT NULL AND deleted_at IS NULL AND {where}"""
_HOLD = f"""
SELECT count(*) FROM (
    SELECT 1 FROM crm_company WHERE id IN (SELECT company_id {_OF_COMPANIES}) ORDER BY id FOR NO KEY UPDATE) AS held
"""  # noqa: S608
_TOUCHED = f"""
SELECT c.id FROM crm_company AS c JOIN (
    SELECT company_id, max(completed_on) AS last_on, bool_or(status = 'planned') AS plans {_OF_COMPANIES}
    GROUP BY company_id) AS goes ON c.id = goes.company_id
WHERE goes.plans OR goes.last_on >= c.last_contact_on
"""  # noqa: S608

# What the triggers of `activities/migrations/0004_contact_days.py` say of one company, said of all.
_SET_ALL = """
UPDATE crm_company SET
    last_contact_on = (
        SELECT max(a.completed_on) FROM activities_activity a
        WHERE a.organisation_id = crm_company.organisation_id AND a.company_id = crm_company.id
          AND a.completed_on IS NOT NULL AND a.deleted_at IS NULL AND a.provenance <> 'campaign_recipient'),
    next_due_on = (
        SELECT min(a.due_on) FROM activities_activity a
        WHERE a.organisation_id = crm_company.organisation_id AND a.company_id = crm_company.id
          AND a.status = 'planned' AND a.deleted_at IS NULL),
    has_plans = EXISTS (
        SELECT 1 FROM activities_activity a
        WHERE a.organisation_id = crm_company.organisation_id AND a.company_id = crm_company.id
          AND a.status = 'planned' AND a.deleted_at IS NULL)
WHERE organisation_id = %s
"""


def set_all_days() -> None:
    """Work the days of every company of the organisation in scope out anew, as after a repair by hand."""
    with connection.cursor() as cursor:
        cursor.execute(_SET_ALL, [current_organisation_id()])
