"""Outcomes as a list to edit."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pacesetter.activities.models import Outcome, OutcomeMeaning
from pacesetter.activities.settings_verbs import (
    add_outcome,
    archive_outcome,
    edit_outcome,
    order_outcomes,
    restore_outcome,
)
from pacesetter.people.models import Member
from pacesetter.web.setup.lists.edited_list import EditedList, Note
from pacesetter.web.setup.lists.row_form import NEW, RowForm, name_field

# On the empty line: most outcomes say by their name what they mean.
BY_NAME = "by_name"


class OutcomeForm(RowForm):
    """What an outcome is called, and what it says of a meeting."""

    main: ClassVar[tuple[str, ...]] = ("name", "meaning")

    name = name_field(60, gettext_lazy("Name"))
    meaning = forms.ChoiceField(
        label=gettext_lazy("Means for a meeting"), choices=OutcomeMeaning.choices, required=False
    )


class OutcomeList(EditedList[Outcome]):
    """How activities can end."""

    model = Outcome
    place, archive_place = "outcomes", "outcome_archive"
    title = gettext_lazy("Outcomes")
    says = gettext_lazy(
        "How activities can end. An activity names its own, and a KPI can count only some of them. What an outcome "
        "means for a meeting decides what is suggested once one is over; it alters no figure."
    )
    what = gettext_lazy("Change outcomes")
    new_label = gettext_lazy("New outcome")

    def rows(self) -> Iterable[Outcome]:
        used = Count("allowed_for", filter=Q(allowed_for__activity_type__archived_at__isnull=True), distinct=True)
        return Outcome.objects.annotate(type_count=used).order_by("position", "name", "id")

    def form(self, row: Outcome | None, data: QueryDict | None) -> OutcomeForm:
        if row is None:
            form = OutcomeForm(data, key=NEW, initial={"meaning": BY_NAME})
            form.choose("meaning", [(BY_NAME, _("what its name says")), *OutcomeMeaning.choices])
            return form
        return OutcomeForm(data, key=str(row.pk), initial={"name": row.name, "meaning": row.meaning})

    def notes(self, row: Outcome) -> list[Note]:
        number = row.type_count  # type: ignore[attr-defined]
        address = reverse("activity_types")
        if not number:
            return [Note(_("no activity ends in it"), address, lacks=True)]
        words = ngettext("%(number)d activity ends in it", "%(number)d activities end in it", number)
        return [Note(words % {"number": number}, address)]

    def add(self, given: dict[str, Any], *, by: Member) -> Outcome:
        meaning = None if given["meaning"] == BY_NAME else given["meaning"]
        return add_outcome(by=by, name=given["name"], meaning=meaning)

    def edit(self, row: Outcome, given: dict[str, Any], changed: Sequence[str], *, by: Member) -> None:
        edit_outcome(row, by=by, **{name: given[name] for name in changed})

    def archive(self, row: Outcome, *, by: Member) -> object:
        return archive_outcome(row, by=by)

    def restore(self, row: Outcome, *, by: Member) -> object:
        return restore_outcome(row, by=by)

    def order(self, rows: Sequence[Outcome], *, by: Member) -> None:
        order_outcomes(rows, by=by)
