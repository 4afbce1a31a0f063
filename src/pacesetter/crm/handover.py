"""Customers of somebody who leaves."""

from django.db.models import Q, QuerySet

from pacesetter import events
from pacesetter.crm.models import Company
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
        entries: list[Entry] = []
        for company in rows:
            changed = [name for name in ("sales_rep_id", "account_manager_id") if getattr(company, name) == member.pk]
            for name in changed:
                setattr(company, name, to.pk)
            data = {"before": dict.fromkeys(changed, member.pk), "after": dict.fromkeys(changed, to.pk)}
            entries.append(Entry("company.handed_over", "company", company.pk, by.pk if by else None, data))
        Company.objects.bulk_update(rows, ["sales_rep", "account_manager"], batch_size=500)
        events.record_many(entries)
        return HandedOver([company.pk for company in rows])


def _companies(member: Member) -> QuerySet[Company]:
    companies: QuerySet[Company] = Company.objects.filter(Q(sales_rep=member) | Q(account_manager=member))
    return companies
