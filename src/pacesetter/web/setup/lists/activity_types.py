"""Activity types as a list to edit."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pacesetter.activities.category import REQUIREMENTS, categories
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import (
    ActivityTypeEdits,
    add_activity_type,
    archive_activity_type,
    edit_activity_type,
    order_activity_types,
    restore_activity_type,
    set_allowed_outcomes,
)
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import current_organisation_id
from pacesetter.web.setup.lists.edited_list import EditedList, Note
from pacesetter.web.setup.lists.plain import plain
from pacesetter.web.setup.lists.row_form import NEW, RowForm, name_field
from pacesetter.web.setup.lists.with_outcomes import WithOutcomes
from pacesetter.web.setup.symbols import symbol_choices, symbol_of


class ActivityTypeForm(RowForm):
    """What an activity is called, what it is, and what it is worth."""

    main: ClassVar[tuple[str, ...]] = ("name", "category", "default_minutes", "points")
    more: ClassVar[tuple[str, ...]] = ("outcomes", "needs_outcome", "symbol")

    name = name_field(100, gettext_lazy("Name"))
    category = forms.ChoiceField(label=gettext_lazy("Category"))
    default_minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=0, required=False)
    points = forms.DecimalField(label=gettext_lazy("Points"), min_value=0, decimal_places=2, required=False)
    outcomes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Can end in"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_outcome = forms.BooleanField(label=gettext_lazy("One of them must be chosen"), required=False)
    symbol = forms.ChoiceField(label=gettext_lazy("Symbol"), required=False)


class ActivityTypeList(WithOutcomes, EditedList[ActivityType]):
    """What the organisation calls its activities."""

    model = ActivityType
    place, archive_place = "activity_types", "activity_type_archive"
    title = gettext_lazy("Activities")
    says = gettext_lazy("What your team does, in your words. The category decides what the system does with it.")
    what = gettext_lazy("Change activities")
    new_label = gettext_lazy("New activity")
    figures_depend_on = frozenset({"points"})
    has_symbols = True

    @cached_property
    def _offered_keys(self) -> frozenset[str]:
        # Asked once: there may be many types of a category that asks the database.
        organisation_id = current_organisation_id()
        return frozenset(key for key, one in categories().items() if one.is_offered(organisation_id))

    @cached_property
    def _categories(self) -> list[tuple[str, Any]]:
        return [(key, one.label) for key, one in categories().items() if key in self._offered_keys]

    @property
    def categories(self) -> list[dict[str, Any]]:
        """Every category in words, for those who wonder which one it is."""
        return [
            {
                "symbol": one.symbol,
                "colour": one.colour,
                "label": one.label,
                "help_text": one.help_text,
                "needs": [REQUIREMENTS[need] for need in one.requires],
                "is_usable": one.key in self._offered_keys,
            }
            for one in categories().values()
        ]

    def rows(self) -> Iterable[ActivityType]:
        counted = Count("kpi_mappings", filter=Q(kpi_mappings__kpi__archived_at__isnull=True), distinct=True)
        found = ActivityType.objects.annotate(kpi_count=counted).prefetch_related("allowed_outcomes")
        return found.order_by("position", "name", "id")

    def form(self, row: ActivityType | None, data: QueryDict | None) -> ActivityTypeForm:
        allowed = [] if row is None else [one.outcome_id for one in row.allowed_outcomes.all()]
        form = ActivityTypeForm(
            data,
            key=NEW if row is None else str(row.pk),
            initial={"default_minutes": "", "points": "1", "category": ""}
            if row is None
            else {
                "name": row.name,
                "category": row.category,
                "default_minutes": row.default_minutes,
                "points": plain(row.points),
                "outcomes": allowed,
                "needs_outcome": row.needs_outcome,
                "symbol": row.symbol,
            },
        )
        form.choose("category", self._category_choices(row))
        form.choose("outcomes", [(one.pk, one.name) for one in self._offered(allowed)])
        form.choose("symbol", symbol_choices(row.symbol if row else ""))
        return form

    def _category_choices(self, row: ActivityType | None) -> list[tuple[str, Any]]:
        if row is None:
            return [("", _("Choose …")), *self._categories]
        if row.category in dict(self._categories):
            return self._categories
        known = categories().get(row.category)
        return [*self._categories, (row.category, known.label if known else row.category)]

    def _offered(self, allowed: Iterable[int]) -> list[Outcome]:
        return [one for one in self._outcomes.values() if one.archived_at is None or one.pk in allowed]

    def notes(self, row: ActivityType) -> list[Note]:
        found = []
        category = categories().get(row.category)
        if category is not None and category.help_text:
            found.append(Note(str(category.help_text), lacks=category.key not in self._offered_keys))
        if category is not None and category.settings_place and category.key in self._offered_keys:
            found.append(Note(_("Template and staff"), reverse(category.settings_place, args=[row.pk])))
        number = row.kpi_count  # type: ignore[attr-defined]
        address = f"{reverse('type_mapping')}?type={row.pk}"
        if not number:
            return [*found, Note(_("no KPI counts it"), address, lacks=True)]
        words = ngettext("%(number)d KPI counts it", "%(number)d KPIs count it", number)
        return [*found, Note(words % {"number": number}, address)]

    def symbol(self, row: ActivityType) -> str:
        return symbol_of(row.symbol, row.category)

    def add(self, given: dict[str, Any], *, by: Member) -> ActivityType:
        return add_activity_type(
            by=by,
            name=given["name"],
            category=given["category"],
            default_minutes=given["default_minutes"] or 0,
            points=0 if given["points"] is None else given["points"],
            symbol=given["symbol"],
            needs_outcome=given["needs_outcome"],
            outcomes=self._chosen(given),
        )

    def edit(self, row: ActivityType, given: dict[str, Any], changed: Sequence[str], *, by: Member) -> None:
        edits: ActivityTypeEdits = {}
        for name in changed:
            if name in ("default_minutes", "points"):
                edits[name] = given[name] or 0  # type: ignore[literal-required]
            elif name != "outcomes":
                edits[name] = given[name]  # type: ignore[literal-required]
        # Whoever no longer demands an outcome may take the last one away, and whoever begins to must name one first.
        edits_first = "needs_outcome" in edits and not edits["needs_outcome"]
        if edits and edits_first:
            edit_activity_type(row, by=by, **edits)
        if "outcomes" in changed:
            set_allowed_outcomes(row, self._chosen(given), by=by)
        if edits and not edits_first:
            edit_activity_type(row, by=by, **edits)

    def archive(self, row: ActivityType, *, by: Member) -> object:
        return archive_activity_type(row, by=by)

    def restore(self, row: ActivityType, *, by: Member) -> object:
        return restore_activity_type(row, by=by)

    def order(self, rows: Sequence[ActivityType], *, by: Member) -> None:
        order_activity_types(rows, by=by)
