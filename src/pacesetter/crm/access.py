"""Whose customers a member may see. Every door fetches companies and contacts through here.

Administrators and coordinators see every company. Everybody else sees their own customers and those of members whom
they lead today: the companies of which one of them is sales rep or account manager. A company that has neither is
nobody's yet, so that everybody may see it and take it on. Doing something for a colleague's customer shows the
activity with the company's name, and nothing else of it.

Merged companies are gone from every list; who asks for one by its id gets the one it became.
"""

from django.db.models import Q, QuerySet

from pacesetter.crm.few_ids import FEW, with_ids
from pacesetter.crm.models import Company, Contact
from pacesetter.people.access import ids_led_by, may_look
from pacesetter.people.models import Member


def companies_seen_by(viewer: Member) -> QuerySet[Company]:
    """The companies that the viewer may see, archived ones included."""
    companies: QuerySet[Company] = Company.objects.filter(merged_into__isnull=True)
    if not may_look(viewer):
        return companies.none()
    return companies if viewer.sees_everyone else companies.filter(_own(viewer))


def companies_listed_for(viewer: Member) -> QuerySet[Company]:
    """The same as `companies_seen_by`, for lists in an order: where the viewer sees few of many, those few are looked
    up first by the indexes of sales rep and account manager."""
    if viewer.sees_everyone or not may_look(viewer):
        return companies_seen_by(viewer)
    whole = Company.objects.filter(merged_into__isnull=True).order_by()
    ids = _whose(viewer)
    parts = [
        whole.filter(condition).values_list("pk", flat=True)
        for condition in (Q(account_manager__in=ids), Q(sales_rep__isnull=True, account_manager__isnull=True))
    ]
    own = whole.filter(sales_rep__in=ids).values_list("pk", flat=True).union(*parts)
    found = list(own[: FEW + 1])
    return companies_seen_by(viewer) if len(found) > FEW else with_ids(Company.objects.all(), found)


def contacts_seen_by(viewer: Member) -> QuerySet[Contact]:
    """The contacts that the viewer may see: those of companies they may see, and those of no company."""
    contacts: QuerySet[Contact] = Contact.objects.filter(merged_into__isnull=True)
    if not may_look(viewer):
        return contacts.none()
    if viewer.sees_everyone:
        return contacts
    own = Company.objects.filter(_own(viewer)).order_by()
    return contacts.filter(Q(company__isnull=True) | Q(company__in=own.values("pk")))


def get_company_for(viewer: Member, company_id: int) -> Company:
    """The company, when the viewer may see it; of a merged one the company it became. Raises `Company.DoesNotExist`
    both for one that does not exist and for one that may not be seen."""
    return companies_seen_by(viewer).get(pk=_became(Company, company_id))


def get_contact_for(viewer: Member, contact_id: int) -> Contact:
    """The contact, when the viewer may see it; of a merged one the contact it became. Raises `Contact.DoesNotExist`
    also where it may not be seen."""
    return contacts_seen_by(viewer).select_related("company").get(pk=_became(Contact, contact_id))


def _own(viewer: Member) -> Q:
    ids, nobodys = _whose(viewer), Q(sales_rep__isnull=True, account_manager__isnull=True)
    return nobodys | Q(sales_rep__in=ids) | Q(account_manager__in=ids)


def _whose(viewer: Member) -> list[int]:
    # As plain ids: with a subquery inside an OR, PostgreSQL reads every company instead of the indexes.
    return sorted({viewer.pk, *ids_led_by(viewer)})


def _became(model: type[Company] | type[Contact], row_id: int) -> int:
    """The id of the row into which this one was merged, however often; its own where it was not."""
    while (next_id := model.objects.filter(pk=row_id).values_list("merged_into", flat=True).first()) is not None:
        row_id = next_id
    return row_id
