"""Customers of somebody who leaves."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from pacesetter import events
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.events.recording import Entry
from pacesetter.people.handover import HandedOver
from pacesetter.people.models import Member


class CompanyHandover:
    """Hands over the companies that somebody sells to or manages, archived and merged ones too: they may come back."""

    def waiting(self, member: Member) -> int:
        """How many companies in use the member has."""
        return _companies(member).filter(archived_at__isnull=True, merged_into__isnull=True).count()

    def hand_over(self, member: Member, to: Member, *, by: Member | None) -> HandedOver:
        """Make the other one sales rep and account manager where the member was."""
        rows = list(_companies(member).select_for_update().order_by("pk"))
        return _give({company: _parts(company, member) for company in rows}, member, to, by=by)

    def hand_back(self, ids: Sequence[int], member: Member, receiver: Member, *, by: Member | None) -> HandedOver:
        """Make the member again what they were, where the receiver still is. What the receiver was before beside them
        stays the receiver's: the events tell which part went."""
        went: dict[int, list[str]] = {}
        told = Event.objects.filter(verb="company.handed_over", subject_kind="company", subject_id__in=ids)
        for event in told.order_by("id"):
            went[event.subject_id] = [name for name, pk in event.data["before"].items() if pk == member.pk]
        rows = _companies(receiver).filter(pk__in=ids).select_for_update().order_by("pk")
        parts = {
            company: [name for name in _parts(company, receiver) if name in went.get(company.pk, ())]
            for company in rows
        }
        result = _give({company: names for company, names in parts.items() if names}, receiver, member, by=by)
        moved = set(result.moved)
        return HandedOver(result.moved, [pk for pk in ids if pk not in moved])


def _parts(company: Company, member: Member) -> list[str]:
    return [name for name in ("sales_rep_id", "account_manager_id") if getattr(company, name) == member.pk]


def _give(parts: Mapping[Company, list[str]], old: Member, new: Member, *, by: Member | None) -> HandedOver:
    entries: list[Entry] = []
    for company, names in parts.items():
        for name in names:
            setattr(company, name, new.pk)
        data = {"before": dict.fromkeys(names, old.pk), "after": dict.fromkeys(names, new.pk)}
        entries.append(Entry("company.handed_over", "company", company.pk, by.pk if by else None, data))
    Company.objects.bulk_update(list(parts), ["sales_rep", "account_manager"], batch_size=500)
    events.record_many(entries)
    return HandedOver([company.pk for company in parts])


def _companies(member: Member) -> QuerySet[Company]:
    companies: QuerySet[Company] = Company.objects.filter(Q(sales_rep=member) | Q(account_manager=member))
    return companies
