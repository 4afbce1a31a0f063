"""Ending somebody's time here, and beginning it again."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.web.forms.member_choice import MemberChoiceField
from pacesetter.web.forms.people.days import DayField


class ArchiveForm(forms.Form):
    """The last day, and who takes over."""

    last_day = DayField(label=_("Last day"), help_text=_("Until then targets count; the log-in ends at once."))
    hand_over_to: Any = MemberChoiceField(
        label=_("To-dos and companies go to"),
        required=False,
        empty_label=_("Nobody"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, member: Member, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        others = Member.objects.filter(archived_at__isnull=True).exclude(pk=member.pk)
        self.fields["hand_over_to"].queryset = others  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """The first day on which they work again."""

    returns_on = DayField(label=_("Works again from"))
