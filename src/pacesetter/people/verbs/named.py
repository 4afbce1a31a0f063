"""Names in a list that people put in order: what can be done to sales roles and to teams alike."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team, TeamMembership
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.put_in_order import put_in_order
from pacesetter.people.verbs.settle import settle

N = TypeVar("N", SalesRole, Team)


class NamedList(Generic[N]):
    """The verbs on one such list. `kind` is what events call a row; `belonging` holds who has it, in `field`."""

    def __init__(self, model: type[N], kind: str, belonging: type[RoleAssignment | TeamMembership], field: str) -> None:
        self.model: type[N] = model
        self.kind = kind
        self.belonging = belonging
        self.field = field

    def add(self, *, by: Member | None, name: str, position: int | None = None) -> N:
        """Add a row, at the end unless a position is given. Refuses a name that is taken."""
        guards.administrator(by)
        with transaction.atomic():
            guards.one_at_a_time()
            row = self.model.objects.create(name=self._free(name), position=self._place(position))
            settle(f"{self.kind}.added", (self.kind, row.pk), by=by, after={"name": row.name}, since=_today())
        made: N = row
        return made

    def edit(self, row: N, *, by: Member | None, name: str | None = None, position: int | None = None) -> N:
        """Give the row another name or place in the list. Refuses a name that is taken."""
        guards.administrator(by)
        guards.known(row, self.field)
        with transaction.atomic():
            guards.one_at_a_time()
            kept = self.model.objects.get(pk=row.pk)
            before = {"name": kept.name, "position": kept.position}
            kept.name = kept.name if name is None else self._free(name, but=kept)
            kept.position = kept.position if position is None else position
            after = {"name": kept.name, "position": kept.position}
            if before != after:
                kept.save(update_fields=["name", "position"])
                settle(f"{self.kind}.edited", (self.kind, row.pk), by=by, before=before, after=after, since=_today())
        row.name, row.position = kept.name, kept.position
        return row

    def archive(self, row: N, *, by: Member | None) -> N:
        """Offer the row no more; its past stays. Refuses one that somebody still has."""
        guards.administrator(by)
        guards.known(row, self.field)
        with transaction.atomic():
            guards.one_at_a_time()
            still = self.belonging.objects.filter(
                Q(ends_on__isnull=True) | Q(ends_on__gt=_today()), member__archived_at__isnull=True
            )
            if found := still.filter(**{self.field: row}).select_related("member").first():
                raise Refusal(
                    _("%(name)s still has “%(row)s”. End that first.") % {"name": found.member, "row": row},
                    code="still_used",
                )
            row.archived_at = clock.now()
            if not self.model.objects.filter(pk=row.pk, archived_at__isnull=True).update(archived_at=row.archived_at):
                raise Refusal(_("This is archived already."), code="archived")
            settle(f"{self.kind}.archived", (self.kind, row.pk), by=by, since=_today())
        return row

    def restore(self, row: N, *, by: Member | None) -> N:
        """Offer an archived row again. Refuses one that is not archived."""
        guards.administrator(by)
        guards.known(row, self.field)
        with transaction.atomic():
            guards.one_at_a_time()
            if not self.model.objects.filter(pk=row.pk, archived_at__isnull=False).update(archived_at=None):
                raise Refusal(_("This is not archived."), code="not_archived")
            settle(f"{self.kind}.restored", (self.kind, row.pk), by=by, since=_today())
        row.archived_at = None
        return row

    def order(self, rows: Sequence[N], *, by: Member | None) -> None:
        """Put these rows first, in this order; the others follow as they stand."""
        put_in_order(self.model.objects.all(), self.kind, rows, by=by, since=_today())

    def _free(self, name: str, but: N | None = None) -> str:
        name = guards.required(name, "name", longest=100)
        taken = self.model.objects.filter(name__iexact=name)
        if but is not None:
            taken = taken.exclude(pk=but.pk)
        if found := taken.first():
            message = _("There is one with this name. Restore it.") if found.archived_at else _("There is one already.")
            raise Refusal(message, field="name", code="taken")
        return name

    def _place(self, position: int | None) -> int:
        if position is not None:
            return position
        last = self.model.objects.aggregate(last=Max("position"))["last"]
        return 0 if last is None else int(last) + 1


def _today() -> date:
    # Only in-memory copies are to be renewed: no figure of the past depends on a name or a place in a list.
    return clock.now().date()
