"""KPIs as a list to edit."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pacesetter.kpis.models import Credit, Direction, Kpi, Measure, Moment
from pacesetter.kpis.verbs import (
    KpiEdits,
    add_kpi,
    archive_kpi,
    edit_kpi,
    order_kpis,
    restore_kpi,
    set_counted_outcomes,
)
from pacesetter.people.models import Member
from pacesetter.web.setup.lists.edited_list import EditedList, Note
from pacesetter.web.setup.lists.row_form import NEW, RowForm, name_field
from pacesetter.web.setup.lists.with_outcomes import WithOutcomes


class KpiForm(RowForm):
    """What is measured, and how."""

    main: ClassVar[tuple[str, ...]] = ("name", "measure", "direction")
    more: ClassVar[tuple[str, ...]] = ("moment", "credit", "outcomes", "numerator", "denominator")
    together: ClassVar[tuple[str, ...]] = ("measure", "moment", "outcomes")

    name = name_field(100, gettext_lazy("Name"))
    measure = forms.ChoiceField(label=gettext_lazy("Measure"), choices=Measure.choices)
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=Direction.choices)
    moment = forms.ChoiceField(label=gettext_lazy("Counts when"), choices=Moment.choices)
    credit = forms.ChoiceField(label=gettext_lazy("Counts for"), choices=Credit.choices)
    outcomes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Counts only these outcomes (none chosen: all)"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    numerator = forms.TypedChoiceField(label=gettext_lazy("Ratio of"), coerce=int, empty_value=None, required=False)
    denominator = forms.TypedChoiceField(label=gettext_lazy("over"), coerce=int, empty_value=None, required=False)

    def clean(self) -> dict[str, Any]:
        """What does not go with the measure is not on show, so it counts as empty."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("measure") != Measure.RATIO:
            given["numerator"] = given["denominator"] = None
        if given.get("measure") == Measure.RATIO or given.get("moment") == Moment.BOOKED:
            given["outcomes"] = []
        return given


class KpiList(WithOutcomes, EditedList[Kpi]):
    """What is measured."""

    model = Kpi
    place, archive_place = "kpis", "kpi_archive"
    title = gettext_lazy("KPIs")
    says = gettext_lazy(
        "What you measure. Of whom it is expected and which activities it counts stand on the next two pages."
    )
    what = gettext_lazy("Change KPIs")
    new_label = gettext_lazy("New KPI")
    figures_depend_on = frozenset(KpiForm.base_fields) - {"name"}
    archiving_alters_figures = True

    @cached_property
    def _kpis(self) -> list[Kpi]:
        counting = Count("type_mappings", distinct=True)
        active = Q(role_mappings__role__archived_at__isnull=True)
        return list(
            Kpi.objects.annotate(type_count=counting, role_count=Count("role_mappings", filter=active, distinct=True))
            .prefetch_related("counted_outcomes")
            .order_by("position", "name", "id")
        )

    def rows(self) -> Iterable[Kpi]:
        return self._kpis

    def form(self, row: Kpi | None, data: QueryDict | None) -> KpiForm:
        counted = [] if row is None else [one.outcome_id for one in row.counted_outcomes.all()]
        shown = Kpi() if row is None else row
        initial = {name: getattr(shown, name) for name in ("name", "measure", "direction", "moment", "credit")}
        initial |= {"outcomes": counted, "numerator": shown.numerator_id, "denominator": shown.denominator_id}
        form = KpiForm(data, key=NEW if row is None else str(row.pk), initial=initial)
        offered = [one for one in self._outcomes.values() if one.archived_at is None or one.pk in counted]
        form.choose("outcomes", [(one.pk, one.name) for one in offered])
        for part in ("numerator", "denominator"):
            form.choose(part, [("", _("Choose …")), *self._parts(row, getattr(shown, f"{part}_id"))])
        return form

    def _parts(self, row: Kpi | None, own: int | None) -> list[tuple[str | int, str]]:
        return [
            (kpi.pk, kpi.name)
            for kpi in self._kpis
            if kpi.pk == own or (kpi.measure != Measure.RATIO and kpi.archived_at is None and kpi != row)
        ]

    def notes(self, row: Kpi) -> list[Note]:
        return [self._counts(row), self._expected(row)]

    def _counts(self, row: Kpi) -> Note:
        if row.measure == Measure.RATIO:
            names = {kpi.pk: kpi.name for kpi in self._kpis}
            parts = {"numerator": names.get(row.numerator_id or 0), "denominator": names.get(row.denominator_id or 0)}
            return Note(_("%(numerator)s over %(denominator)s") % parts)
        number = row.type_count  # type: ignore[attr-defined]
        address = f"{reverse('type_mapping')}?kpi={row.pk}"
        if not number:
            return Note(_("counts no activity yet"), address, lacks=True)
        words = ngettext("counts %(number)d activity", "counts %(number)d activities", number)
        return Note(words % {"number": number}, address)

    def _expected(self, row: Kpi) -> Note:
        number = row.role_count  # type: ignore[attr-defined]
        address = f"{reverse('role_mapping')}?kpi={row.pk}"
        if not number:
            return Note(_("expected of no role"), address, lacks=True)
        words = ngettext("expected of %(number)d role", "expected of %(number)d roles", number)
        return Note(words % {"number": number}, address)

    def add(self, given: dict[str, Any], *, by: Member) -> Kpi:
        kpi = add_kpi(by=by, **self._fields(given, tuple(given)))
        if given["outcomes"]:
            set_counted_outcomes(kpi, self._chosen(given), by=by)
        return kpi

    def edit(self, row: Kpi, given: dict[str, Any], changed: Sequence[str], *, by: Member) -> None:
        fields = self._fields(given, changed)
        concerns_outcomes = bool({"outcomes", "measure", "moment"} & set(changed))
        # A measure or moment that has no outcomes needs them gone first; one that has them must be there first.
        if concerns_outcomes and not given["outcomes"]:
            set_counted_outcomes(row, [], by=by)
        if fields:
            edit_kpi(row, by=by, **fields)
        if concerns_outcomes and given["outcomes"]:
            set_counted_outcomes(row, self._chosen(given), by=by)

    def _fields(self, given: dict[str, Any], changed: Sequence[str]) -> KpiEdits:
        kpis = {kpi.pk: kpi for kpi in self._kpis}
        fields: KpiEdits = {}
        for name in changed:
            if name in ("numerator", "denominator"):
                fields[name] = kpis.get(given[name])  # type: ignore[literal-required]
            elif name != "outcomes":
                fields[name] = given[name]  # type: ignore[literal-required]
        return fields

    def archive(self, row: Kpi, *, by: Member) -> object:
        return archive_kpi(row, by=by)

    def restore(self, row: Kpi, *, by: Member) -> object:
        return restore_kpi(row, by=by)

    def order(self, rows: Sequence[Kpi], *, by: Member) -> None:
        order_kpis(rows, by=by)
