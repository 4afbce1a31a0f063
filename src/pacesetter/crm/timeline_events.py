"""What a company's timeline tells of the company itself: merged, handed over, became a client and so on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.crm.models import Company
from pacesetter.crm.timeline import Entry, Place, earlier
from pacesetter.events.models import Event
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member

# What is told, with its icon. Other events of a company (ids of other systems, fields filled by a merge) are not.
TOLD: dict[str, tuple[str, Promise]] = {
    "company.added": ("plus", gettext_lazy("Added")),
    "company.edited": ("pencil", gettext_lazy("Edited")),
    "company.became_client": ("circle-check", gettext_lazy("Became a client")),
    "company.became_lead": ("arrow-back-up", gettext_lazy("Is a lead again")),
    "company.handed_over": ("switch-horizontal", gettext_lazy("Handed over")),
    "company.given_back": ("arrow-back-up", gettext_lazy("Hand-over taken back")),
    "company.merged": ("arrows-join", gettext_lazy("Another company was merged into this one")),
    "company.merge_undone": ("arrows-split", gettext_lazy("A merge was undone")),
    "company.archived": ("archive", gettext_lazy("Archived")),
    "company.restored": ("arrow-back-up", gettext_lazy("Restored")),
    "company.call_cycle_set": ("repeat", gettext_lazy("Call cycle set")),
    "company.call_cycle_paused": ("repeat", gettext_lazy("Call cycle paused")),
    "company.call_cycle_resumed": ("repeat", gettext_lazy("Call cycle goes on")),
    "company.call_cycle_ended": ("repeat", gettext_lazy("Call cycle ended")),
    "company.call_cycle_failed": (
        "alert-triangle",
        gettext_lazy("The call cycle could not plan the next contact: its owner has left or its type is archived"),
    ),
}
_ROLES = {"sales_rep_id": gettext_lazy("sales rep"), "account_manager_id": gettext_lazy("account manager")}


class CompanyEvents:
    """The company's own events."""

    def entries(
        self, key: str, company: Company, viewer: Member, *, before: Place | None, limit: int
    ) -> Sequence[Entry]:
        """One entry for each event that is told. Three queries at most."""
        if before is None:
            rows = _FIRST.rows(company_id=company.pk, limit=limit)
        else:
            rows = list(_told(company.pk).filter(earlier(key, before)).order_by("-at", "-id")[:limit])
        names = _names_in(rows)
        return [
            Entry(
                at=row.at,
                source=key,
                id=row.pk,
                symbol=TOLD[row.verb][0],
                title=str(TOLD[row.verb][1]),
                text=_text(row, names),
                by_id=row.actor_id,
                row=row,
            )
            for row in rows
        ]


def _told(company_id: int) -> QuerySet[Event]:
    return Event.objects.filter(subject_kind="company", subject_id=company_id, verb__in=TOLD)


_FIRST: ComposedQuery[Event] = ComposedQuery(
    lambda company_id, limit: _told(company_id).order_by("-at", "-id")[:limit], ("limit",), is_planned=True
)


def _names_in(rows: Sequence[Event]) -> Mapping[tuple[str, int], str]:
    """The names of members and companies that the events speak of."""
    members = {
        value
        for row in rows
        for side in ("before", "after")
        for name, value in _side(row, side).items()
        if name in _ROLES and value
    }
    companies = {row.data["dropped_id"] for row in rows if "dropped_id" in row.data}
    names: dict[tuple[str, int], str] = {}
    if members:
        names |= {("member", pk): name for pk, name in Member.objects.filter(pk__in=members).values_list("pk", "name")}
    if companies:
        found = Company.objects.filter(pk__in=companies).values_list("pk", "name")
        names |= {("company", pk): name for pk, name in found}
    return names


def _side(row: Event, side: str) -> dict[str, Any]:
    values: dict[str, Any] = row.data.get(side) or {}
    return values


def _text(row: Event, names: Mapping[tuple[str, int], str]) -> str:
    parts = []
    if "dropped_id" in row.data:
        parts.append(names.get(("company", row.data["dropped_id"]), ""))
    after = _side(row, "after")
    if row.verb in ("company.edited", "company.handed_over", "company.given_back"):
        for name, label in _ROLES.items():
            if name in after:
                who = names.get(("member", after[name] or 0), _("nobody"))
                parts.append(_("%(role)s: %(name)s") % {"role": label, "name": who})
    if row.verb == "company.edited":
        labels = [
            str(field.verbose_name)
            for field in Company._meta.concrete_fields
            if field.attname in after and field.attname not in _ROLES
        ]
        parts += labels
    if row.data.get("reason"):
        parts.append(str(row.data["reason"]))
    return " · ".join(part for part in parts if part)
