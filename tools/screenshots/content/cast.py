"""Whom of the demo organisation it is about."""

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


class Cast:
    """The administrator, a seller whose pages are pictured, whoever sends newsletters, and whom the seller knows."""

    def __init__(self) -> None:
        self.anna, self.tom, self.hannah = (_member(name) for name in ("anna", "tom", "hannah"))
        known = Contact.objects.filter(company__sales_rep=self.tom, archived_at__isnull=True).select_related("company")
        self.contacts: list[Contact] = list(known.exclude(email="").exclude(phone="").order_by("pk")[:12])
        clients = Contact.objects.filter(company__kind="client", archived_at__isnull=True).exclude(email="")
        self.clients: list[Contact] = list(clients.order_by("pk")[:60])

    def type(self, name: str) -> ActivityType:
        found: ActivityType = ActivityType.objects.get(name=name)
        return found

    def outcome(self, name: str) -> Outcome:
        found: Outcome = Outcome.objects.get(name=name)
        return found


def _member(name: str) -> Member:
    found: Member = Member.objects.select_related("organisation", "user").get(user__email=f"{name}@larkfield.example")
    return found
