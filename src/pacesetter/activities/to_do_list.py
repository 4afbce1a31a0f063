"""To-dos in the order in which they are worked off."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from pacesetter.activities.models import Activity, ActivityContact, Status
from pacesetter.crm.few_ids import FEW
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.searching import near_words
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.sent_ids import sent_ids


def to_dos_of(owner_ids: Iterable[int]) -> QuerySet[Activity]:
    """What these members have planned: the longest overdue first, within a day by time, what is due on no day last.
    The caller has checked whose to-dos may be seen."""
    return ordered(Activity.objects.filter(owner__in=list(owner_ids), **OPEN))


# What makes an activity a to-do.
OPEN = {"status": Status.PLANNED, "deleted_at__isnull": True}


def ordered(to_dos: QuerySet[Activity]) -> QuerySet[Activity]:
    """In the order of to-do lists."""
    return to_dos.order_by(F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")


def done_on(owner_id: int, day: date) -> QuerySet[Activity]:
    """What the member completed on the day, the latest first."""
    return Activity.objects.filter(
        owner=owner_id, completed_on=day, status=Status.COMPLETED, deleted_at__isnull=True
    ).order_by("-completed_at", "-pk")


def first_to_dos(owner_id: int, before: date, most: int) -> list[Activity]:
    """The first `most` of what the member has planned that is due before the day."""
    return _FIRST.rows(owner_id=owner_id, before=before, most=most)


def to_dos_between(owner_id: int, since: date, before: date, most: int) -> list[Activity]:
    """The same of what is due on the first day at the earliest."""
    return _BETWEEN.rows(owner_id=owner_id, since=since, before=before, most=most)


def numbers_due(owner_id: int, today: date, before: date) -> tuple[int, int, int]:
    """How many to-dos of the member are overdue today, due today, and due later but before the day."""
    return next(iter(_NUMBERS.rows(owner_id=owner_id, today=today, before=before)), (0, 0, 0))


def last_done(owner_id: int, day: date, most: int) -> list[Activity]:
    """The last `most` of `done_on`."""
    return _LAST.rows(owner_id=owner_id, day=day, most=most)


# Asked for by the first page of everybody.
_FIRST: ComposedQuery[Activity] = ComposedQuery(
    lambda owner_id, before, most: to_dos_of([owner_id]).filter(due_on__lt=before)[:most],
    forms=("most",),
    is_planned=True,
)
_BETWEEN: ComposedQuery[Activity] = ComposedQuery(
    lambda owner_id, since, before, most: to_dos_of([owner_id]).filter(due_on__gte=since, due_on__lt=before)[:most],
    forms=("most",),
    is_planned=True,
)
_NUMBERS: ComposedQuery[tuple[int, int, int]] = ComposedQuery(
    lambda owner_id, today, before: (
        to_dos_of([owner_id])
        .filter(due_on__lt=before)
        .order_by()
        # Grouped by the one owner: a query set gives rows, where an aggregate would be composed anew each time.
        .values("owner")
        .annotate(
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            today=Count("pk", filter=Q(due_on=today)),
            future=Count("pk", filter=Q(due_on__gt=today)),
        )
        .values_list("overdue", "today", "future")
    ),
    is_planned=True,
)
_LAST: ComposedQuery[Activity] = ComposedQuery(
    lambda owner_id, day, most: done_on(owner_id, day)[:most],
    forms=("most",),
    is_planned=True,
)


def with_words(to_dos: QuerySet[Activity], text: str) -> QuerySet[Activity]:
    """Those whose subject or note holds the text, whatever its case, or that are with a company or contact in whose
    name or address words begin with it."""
    companies = near_words(Company.objects.all(), text, FEW)
    with_company = Q(company__name__icontains=text) if companies is None else Q(company__in=companies.values("pk"))
    contacts = near_words(Contact.objects.all(), text, FEW)
    if contacts is None:
        contacts = Contact.objects.filter(name__icontains=text)
    with_contact = ActivityContact.objects.filter(contact__in=contacts.values("pk")).values("activity_id")
    return to_dos.filter(Q(subject__icontains=text) | Q(note__icontains=text) | with_company | Q(pk__in=with_contact))


def contacts_of(activity_ids: Iterable[int]) -> dict[int, list[Contact]]:
    """Activity id -> the contacts whom it is with, in one query. The caller shows those that may be seen."""
    found: dict[int, list[Contact]] = {}
    for link in _LINKS.rows(ids=list(activity_ids)):
        found.setdefault(link.activity_id, []).append(link.contact)
    return found


_LINKS: ComposedQuery[ActivityContact] = ComposedQuery(
    lambda ids: (
        ActivityContact.across_organisations.filter(activity__in=sent_ids(ids)).select_related("contact").order_by("pk")
    ),
    is_planned=True,
)
