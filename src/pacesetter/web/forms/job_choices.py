"""What jobs of an activity type are like."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.models import Connection, JobLists
from pacesetter.integrations.providers import provider_of

NONE = _("None")


class JobChoicesForm(forms.Form):
    """Choices are as they were read last from the job system."""

    template = forms.ChoiceField(label=_("Template"), required=False)
    category = forms.ChoiceField(label=_("Category of the job"), required=False)
    status = forms.ChoiceField(label=_("Status at first"), required=False)
    manager = forms.ChoiceField(label=_("Manager"), required=False)
    staff = forms.MultipleChoiceField(label=_("Staff"), required=False, widget=forms.CheckboxSelectMultiple)
    adds_people = forms.BooleanField(
        label=_("Put the owner and colleagues who take part on the job too"),
        help_text=_("They are found by their e-mail address."),
        required=False,
    )
    due_days = forms.IntegerField(
        label=_("Days until it is due"), help_text=_("Where the activity has no day."), min_value=0, max_value=365
    )
    completes = forms.BooleanField(label=_("Completing the job there completes the activity here"), required=False)

    def __init__(self, connection: Connection, choices: JobChoices, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={**choices.__dict__, "staff": list(choices.staff)})
        self._connection = connection
        lists = JobLists.objects.filter(connection=connection).first() or JobLists()
        for name, what in (("template", "templates"), ("category", "categories"), ("status", "statuses")):
            # A job can't be without a status.
            empty = _("The first one there") if name == "status" else NONE
            self._offer(name, lists.choices(what), getattr(choices, name), empty)
        self._offer("manager", lists.choices("staff"), choices.manager, NONE)
        field: Any = self.fields["staff"]
        field.choices = _with_kept(lists.choices("staff"), choices.staff)

    def _offer(self, name: str, choices: list[tuple[str, str]], kept: str, empty: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", empty), *_with_kept(choices, [kept] if kept else [])]

    def choices(self) -> JobChoices:
        """What the verb takes."""
        given = self.cleaned_data
        return JobChoices(connection_id=self._connection.pk, **{**given, "staff": tuple(given["staff"])})

    @property
    def system(self) -> Any:
        return provider_of(self._connection.provider).label


def _with_kept(choices: list[tuple[str, str]], kept: Any) -> list[tuple[str, str]]:
    """What was chosen stays a choice although it is gone there; saving must not lose it without a word."""
    known = {one for one, _name in choices}
    return [*choices, *((one, one) for one in kept if one not in known)]
