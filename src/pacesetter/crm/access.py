"""Whose customers a member may see. Every door fetches companies and contacts through here.

Administrators and coordinators see every company. Everybody else sees their own customers and those of members whom
they lead today: the companies of which one of them is sales rep or account manager. A company that has neither is
nobody's yet, so that everybody may see it and take it on. Doing something for a colleague's customer shows the
activity with the company's name, and nothing else of it.

Merged companies are gone from every list; who asks for one by its id gets the one it became.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from pacesetter.crm.few_ids import FEW, with_ids
from pacesetter.crm.models import Company, Contact
from pacesetter.people.access import ids_led_by, may_look
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.tenancy.sent_ids import one_id, sent_ids

R = TypeVar("R", Company, Contact)


def companies_seen_by(viewer: Member) -> QuerySet[Company]:
    """The companies that the viewer may see, archived ones included."""
    companies: QuerySet[Company] = Company.objects.filter(merged_into__isnull=True)
    if not may_look(viewer):
        return companies.none()
    return companies if viewer.sees_everyone else companies.filter(_own(viewer))


def few_companies_seen_by(viewer: Member) -> QuerySet[Company] | None:
    """The same as `companies_seen_by`, for lists in an order: where the viewer sees few of many, those few are looked
    up first by the indexes of sales rep and account manager. None where they are more than a few thousand, or
    everybody's."""
    if viewer.sees_everyone or not may_look(viewer):
        return None
    found = _LISTED_COMPANIES.rows(member_ids=_whose(viewer), most=FEW + 1)
    return None if len(found) > FEW else with_ids(Company.objects.all(), found)


def contacts_seen_by(viewer: Member) -> QuerySet[Contact]:
    """The contacts that the viewer may see: those of companies they may see, and those of no company."""
    contacts: QuerySet[Contact] = Contact.objects.filter(merged_into__isnull=True)
    if not may_look(viewer):
        return contacts.none()
    if viewer.sees_everyone:
        return contacts
    own = Company.objects.filter(_own(viewer)).order_by()
    return contacts.filter(Q(company__isnull=True) | Q(company__in=own.values("pk")))


def few_contacts_seen_by(viewer: Member) -> QuerySet[Contact] | None:
    """The same for contacts."""
    if viewer.sees_everyone or not may_look(viewer):
        return None
    # The companies by themselves: SQLite went through all contacts to look each one's company up.
    company_ids = _OWN_COMPANIES.rows(member_ids=_whose(viewer), most=FEW + 1)
    if len(company_ids) > FEW:
        return None
    found = _LISTED_CONTACTS.rows(company_ids=company_ids, most=FEW + 1)
    return None if len(found) > FEW else with_ids(Contact.objects.all(), found)


def get_company_for(viewer: Member, company_id: int) -> Company:
    """The company, when the viewer may see it; of a merged one the company it became. Raises `Company.DoesNotExist`
    both for one that does not exist and for one that may not be seen."""
    if may_look(viewer):
        # Mostly it is there, and the viewer's own or seen by everybody: that needs no look at teams and merges.
        for company in _BY_ID.rows(ids=one_id(company_id)):
            if viewer.sees_everyone or _is_of(viewer, company):
                return company
    return companies_seen_by(viewer).get(pk=_became(Company, company_id))


_BY_ID: ComposedQuery[Company] = ComposedQuery(
    lambda ids: Company.objects.filter(pk__in=sent_ids(ids), merged_into__isnull=True), is_planned=True
)


def _is_of(viewer: Member, company: Company) -> bool:
    """Whether the viewer sees the company without leading anybody: it is theirs, or nobody's."""
    whose = (company.sales_rep_id, company.account_manager_id)
    return viewer.pk in whose or whose == (None, None)


def sees_company(viewer: Member, company: Company) -> bool:
    """Whether the viewer may see the company, archived or not. A query only where it is somebody else's."""
    is_here = company.organisation_id == viewer.organisation_id and company.merged_into_id is None
    if is_here and may_look(viewer) and (viewer.sees_everyone or _is_of(viewer, company)):
        return True
    return companies_seen_by(viewer).filter(pk=company.pk).exists()


def company_ids_seen_by(viewer: Member, company_ids: Iterable[int]) -> set[int]:
    """Those of the ids that are of companies that the viewer may see, for lists that name others' companies."""
    if not may_look(viewer):
        return set()
    ids = list(company_ids)
    if viewer.sees_everyone:
        return set(companies_seen_by(viewer).filter(pk__in=sent_ids(ids)).values_list("pk", flat=True))
    return set(_AMONG.rows(ids=ids, member_ids=_whose(viewer)))


def get_contact_for(viewer: Member, contact_id: int) -> Contact:
    """The contact, when the viewer may see it; of a merged one the contact it became. Raises `Contact.DoesNotExist`
    also where it may not be seen."""
    if may_look(viewer):
        # As with companies.
        for contact in _CONTACT_BY_ID.rows(ids=one_id(contact_id)):
            if viewer.sees_everyone or contact.company is None or _is_of(viewer, contact.company):
                return contact
    return contacts_seen_by(viewer).select_related("company").get(pk=_became(Contact, contact_id))


_CONTACT_BY_ID: ComposedQuery[Contact] = ComposedQuery(
    lambda ids: Contact.objects.filter(pk__in=sent_ids(ids), merged_into__isnull=True).select_related("company"),
    is_planned=True,
)


def _own(viewer: Member) -> Q:
    return _of(_whose(viewer))


def _of(member_ids: Sequence[int] | RawSQL) -> Q:
    nobodys = Q(sales_rep__isnull=True, account_manager__isnull=True)
    return nobodys | Q(sales_rep__in=member_ids) | Q(account_manager__in=member_ids)


_AMONG: ComposedQuery[int] = ComposedQuery(
    lambda ids, member_ids: (
        Company.objects.filter(_of(sent_ids(member_ids)), pk__in=sent_ids(ids), merged_into__isnull=True)
        .order_by()
        .values_list("pk", flat=True)
    ),
    is_planned=True,
)


def _whose(viewer: Member) -> list[int]:
    # As plain ids: with a subquery inside an OR, PostgreSQL reads every company instead of the indexes.
    return sorted({viewer.pk, *ids_led_by(viewer)})


def _listed_companies(member_ids: Sequence[int], most: int) -> QuerySet[Company, int]:
    return _together(Company.objects.filter(merged_into__isnull=True), member_ids)[:most]


def _own_companies(member_ids: Sequence[int], most: int) -> QuerySet[Company, int]:
    return _together(Company.objects.all(), member_ids)[:most]


def _together(whole: QuerySet[Company], member_ids: Sequence[int]) -> QuerySet[Company, int]:
    """The ids of those that are the members' or nobody's, each part by an index of its own."""
    ids = sent_ids(member_ids)
    nobodys = {"sales_rep__isnull": True, "account_manager__isnull": True}
    conditions = ({"sales_rep__in": ids}, {"account_manager__in": ids}, nobodys)
    first, *rest = (whole.order_by().filter(**condition).values_list("pk", flat=True) for condition in conditions)
    return first.union(*rest)


def _listed_contacts(company_ids: Sequence[int], most: int) -> QuerySet[Contact, int]:
    whole = Contact.objects.filter(merged_into__isnull=True).order_by().values_list("pk", flat=True)
    nowhere = whole.filter(company__isnull=True)
    return whole.filter(company__in=sent_ids(company_ids)).union(nowhere, all=True)[:most]


_LISTED_COMPANIES: ComposedQuery[int] = ComposedQuery(_listed_companies, ("most",), is_planned=True)
_OWN_COMPANIES: ComposedQuery[int] = ComposedQuery(_own_companies, ("most",), is_planned=True)
_LISTED_CONTACTS: ComposedQuery[int] = ComposedQuery(_listed_contacts, ("most",), is_planned=True)


def _became(model: type[Company] | type[Contact], row_id: int) -> int:
    """The id of the row into which this one was merged, however often; its own where it was not."""
    while (next_id := model.objects.filter(pk=row_id).values_list("merged_into", flat=True).first()) is not None:
        row_id = next_id
    return row_id
