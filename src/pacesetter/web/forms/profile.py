"""What everybody may say about themselves."""

import zoneinfo
from functools import lru_cache

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.mail.inbound.addresses import takes_mail
from pacesetter.people.models import Member
from pacesetter.web.forms.dialling import DialFields
from pacesetter.web.forms.long_select import LongSelect

THEMES = [("auto", _("As the device is set")), ("light", _("Light")), ("dark", _("Dark"))]


@lru_cache
def time_zones() -> list[tuple[str, str]]:
    """The zones of places. The database's other names are old spellings of them."""
    regions = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    names = sorted(name for name in zoneinfo.available_timezones() if name.partition("/")[0] in regions)
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in ["UTC", *names]]


class ProfileForm(DialFields):
    """One's own name, phone, way to dial, zone, language, theme, and which mail one wants."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, widget=LongSelect)
    locale = forms.ChoiceField(label=_("Language and form of dates and numbers"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=THEMES, widget=forms.RadioSelect)

    wants_daily_mail = forms.BooleanField(label=_("My to-dos of the day, in the morning"), required=False)
    wants_weekly_mail = forms.BooleanField(label=_("My figures of the week, over the weekend"), required=False)

    answers_to_own_address = forms.BooleanField(
        label=_("Answers to my meeting requests come to my own address"),
        required=False,
        help_text=_(
            "Requests then name your address as organiser, and calendars answer to it: into your mailbox, and not to "
            "us. Answers stand on the meeting only as far as that mailbox is connected by IMAP; without it, everybody "
            "keeps “No answer yet” here. It holds for new meetings that are asked for by mail; those asked for so far, "
            "and those of a connected calendar, stay as they are."
        ),
    )

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={name: getattr(member, name) for name in self.base_fields if name != "dial_how"})
        if not takes_mail():  # then they come there anyway
            del self.fields["answers_to_own_address"]
        self.start_dialling(member.dial_by, _("As the organisation has it"))
        zone = member.organisation.time_zone.replace("_", " ").replace("/", " / ")
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("%(zone)s (default)") % {"zone": zone}),
            *time_zones(),
        ]
        self.fields["time_zone"].help_text = _("What you do counts on the day that it is there.")
        self.fields["locale"].choices = [("", _("As the browser asks for")), *settings.LANGUAGES]  # type: ignore[attr-defined]


class EmailForm(forms.Form):
    """Another address to log in with."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        help_text=_("A link goes there. The old address works until you open it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


LASTING = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year")), ("", _("Until it is revoked"))]


class TokenForm(forms.Form):
    """A token for a program that acts as oneself."""

    name = forms.CharField(
        label=_("What it is for"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    days = forms.ChoiceField(label=_("It works for"), choices=LASTING, initial="365", required=False)
