"""What a to-do list shows, from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.category import categories
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.to_do_list import with_words
from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.customers.members import members_looked_after

DUE: dict[str, Promise] = {
    "overdue": _("Overdue"),
    "today": _("Today"),
    "week": _("In the next seven days"),
    "later": _("Later"),
    "none": _("No date"),
}
EVERYBODY = "all"


@dataclass(frozen=True)
class Filters:
    """What was asked for, as far as it can be: what isn't there or may not be seen counts as not asked for."""

    viewer: Member
    owners: tuple[Member, ...]
    owner: str
    activity_type: ActivityType | None
    category: str
    due: str
    company: Company | None
    text: str

    @property
    def owner_ids(self) -> list[int]:
        """Whose to-dos are shown."""
        if self.owner == EVERYBODY:
            return [member.pk for member in self.owners]
        return [int(self.owner)]

    @property
    def others(self) -> list[Member]:
        """Whose to-dos the viewer may choose beside the own ones."""
        return [member for member in self.owners if member != self.viewer]

    @property
    def are_set(self) -> bool:
        """Whether anything but the owner narrows the list."""
        return bool(self.activity_type or self.category or self.due or self.company or self.text)

    def applied(self, to_dos: QuerySet[Activity], today: date) -> QuerySet[Activity]:
        """The to-dos that pass."""
        if self.activity_type:
            to_dos = to_dos.filter(activity_type=self.activity_type.pk)
        if self.category:
            to_dos = to_dos.filter(activity_type__category=self.category)
        if self.company:
            to_dos = to_dos.filter(company=self.company)
        if self.text:
            to_dos = with_words(to_dos, self.text)
        week = today + timedelta(days=8)
        by_due: dict[str, dict[str, object]] = {
            "overdue": {"due_on__lt": today},
            "today": {"due_on": today},
            "week": {"due_on__gt": today, "due_on__lt": week},
            "later": {"due_on__gte": week},
            "none": {"due_on__isnull": True},
        }
        return to_dos.filter(**by_due[self.due]) if self.due else to_dos


def filters_from(asked: Mapping[str, str], viewer: Member, catalogue: Catalogue, *, sees_others: bool) -> Filters:
    """Read them off the address."""
    owners = tuple(members_looked_after(viewer)) if sees_others else (viewer,)
    known = {str(member.pk) for member in owners}
    owner = asked.get("owner", "")
    if owner != EVERYBODY and owner not in known:
        owner = str(viewer.pk)
    type_id, company_id = asked.get("type", ""), written_id(asked.get("company", ""))
    category, due = asked.get("category", ""), asked.get("due", "")
    return Filters(
        viewer=viewer,
        owners=owners,
        owner=owner,
        activity_type=catalogue.types.get(written_id(type_id) or 0),
        category=category if category in categories() else "",
        due=due if due in DUE else "",
        company=companies_seen_by(viewer).filter(pk=company_id).first() if company_id else None,
        text=asked.get("q", "").strip()[:100],
    )
