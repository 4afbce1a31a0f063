"""What a visitor who books is asked for, and what a member says of the own booking page."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pacesetter.activities.models import ActivityType
from pacesetter.meetings.models import BookingPage
from pacesetter.meetings.verbs.booking_page import DURATIONS, MOST_BUFFER, MOST_DAYS, MOST_NOTICE
from pacesetter.people.models import Member


class VisitForm(forms.Form):
    """Who comes, and what it is about."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The invitation goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    company = forms.CharField(
        label=_("Your company"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    words = forms.CharField(
        label=_("What it is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class BookingPageForm(forms.Form):
    """What can be booked, and when."""

    slug = forms.CharField(label=_("Address"), max_length=60, help_text=_("The last part of the link."))
    activity_type = forms.ChoiceField(label=_("What is booked"))
    durations = forms.TypedMultipleChoiceField(
        label=_("How long"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    buffer_minutes = forms.IntegerField(label=_("Minutes free before and after"), min_value=0, max_value=MOST_BUFFER)
    notice_hours = forms.IntegerField(label=_("Hours of notice"), min_value=0, max_value=MOST_NOTICE)
    days_ahead = forms.IntegerField(label=_("Days ahead"), min_value=1, max_value=MOST_DAYS)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    video_url = forms.CharField(
        label=_("Link to a video meeting"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    words = forms.CharField(
        label=_("What visitors read"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, data: QueryDict | None, member: Member, page: BookingPage | None, types: Sequence[ActivityType]
    ) -> None:
        super().__init__(data, initial=_kept(page) if page else _usual(member, types))
        self._types = {str(one.pk): one for one in types}
        self.fields["activity_type"].choices = [(key, one.name) for key, one in self._types.items()]  # type: ignore[attr-defined]
        self.fields["durations"].choices = [  # type: ignore[attr-defined]
            (length, ngettext("%(number)s minute", "%(number)s minutes", length) % {"number": length})
            for length in DURATIONS
        ]

    @property
    def chosen_type(self) -> ActivityType:
        return self._types[self.cleaned_data["activity_type"]]


def _kept(page: BookingPage) -> dict[str, object]:
    names = ("slug", "buffer_minutes", "notice_hours", "days_ahead", "place", "video_url", "words")
    return {name: getattr(page, name) for name in names} | {
        "activity_type": str(page.activity_type_id),
        "durations": page.durations_minutes,
    }


def _usual(member: Member, types: Sequence[ActivityType]) -> dict[str, object]:
    return {
        "slug": slugify(member.name)[:60],
        "activity_type": str(types[0].pk) if types else "",
        "durations": [30],
        "buffer_minutes": 15,
        "notice_hours": 4,
        "days_ahead": 30,
    }
