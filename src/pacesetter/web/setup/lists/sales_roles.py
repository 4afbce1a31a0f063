"""Sales roles as a list to edit."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pacesetter.core import clock
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import (
    add_sales_role,
    archive_sales_role,
    edit_sales_role,
    order_sales_roles,
    restore_sales_role,
)
from pacesetter.web.setup.lists.edited_list import EditedList, Note
from pacesetter.web.setup.lists.row_form import NEW, RowForm, name_field


class SalesRoleForm(RowForm):
    """A sales role has a name and nothing else."""

    name = name_field(100, gettext_lazy("Name"))


class SalesRoleList(EditedList[SalesRole]):
    """Which sales roles there are."""

    model = SalesRole
    place, archive_place = "sales_roles", "sales_role_archive"
    title = gettext_lazy("Roles")
    says = gettext_lazy(
        "What people are in sales. A role decides which KPIs are expected of them, never what they may see."
    )
    what = gettext_lazy("Change roles")
    new_label = gettext_lazy("New role")

    def rows(self) -> Iterable[SalesRole]:
        today = clock.now().date()
        holds = Q(assignments__starts_on__lte=today, assignments__member__archived_at__isnull=True) & (
            Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gt=today)
        )
        expected = Q(kpi_mappings__kpi__archived_at__isnull=True)
        return SalesRole.objects.annotate(
            member_count=Count("assignments__member", filter=holds, distinct=True),
            kpi_count=Count("kpi_mappings", filter=expected, distinct=True),
        ).order_by("position", "name", "id")

    def form(self, row: SalesRole | None, data: QueryDict | None) -> SalesRoleForm:
        if row is None:
            return SalesRoleForm(data, key=NEW, initial={})
        return SalesRoleForm(data, key=str(row.pk), initial={"name": row.name})

    def notes(self, row: SalesRole) -> list[Note]:
        members = ngettext("%(number)d person", "%(number)d people", row.member_count)  # type: ignore[attr-defined]
        found = [Note(members % {"number": row.member_count})]  # type: ignore[attr-defined]
        number = row.kpi_count  # type: ignore[attr-defined]
        address = f"{reverse('role_mapping')}?role={row.pk}"
        if not number:
            return [*found, Note(_("no KPI is expected"), address, lacks=True)]
        return [*found, Note(ngettext("%(number)d KPI", "%(number)d KPIs", number) % {"number": number}, address)]

    def add(self, given: dict[str, Any], *, by: Member) -> SalesRole:
        return add_sales_role(by=by, name=given["name"])

    def edit(self, row: SalesRole, given: dict[str, Any], changed: Sequence[str], *, by: Member) -> None:
        edit_sales_role(row, by=by, name=given["name"])

    def archive(self, row: SalesRole, *, by: Member) -> object:
        return archive_sales_role(row, by=by)

    def restore(self, row: SalesRole, *, by: Member) -> object:
        return restore_sales_role(row, by=by)

    def order(self, rows: Sequence[SalesRole], *, by: Member) -> None:
        order_sales_roles(rows, by=by)
