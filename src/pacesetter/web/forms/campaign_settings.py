"""What campaigns become, and whose they are."""

import hashlib
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import ActivityType
from pacesetter.integrations.campaigns.looking import FIRST_LOOK
from pacesetter.integrations.models import Campaign, CampaignSettings, Connection
from pacesetter.people.models import Member
from pacesetter.web.forms.member_choice import MemberChoiceField
from pacesetter.web.forms.people.days import DayField

# More senders than that are no list to choose from.
_MOST = 100


class CampaignSettingsForm(forms.Form):
    """A choice of member for each sender and audience that was seen in a campaign."""

    activity_type = forms.ModelChoiceField(
        ActivityType.across_organisations.none(),
        label=_("A campaign counts as"),
        help_text=_("Where nothing is chosen: as the first activity of the category E-mail campaign."),
        required=False,
        empty_label=_("The first of the category"),
    )
    default_member = MemberChoiceField(
        label=_("Campaigns of nobody else are of"),
        help_text=_("A sender whose address is a member's is known by it."),
        required=False,
        empty_label=_("Nobody: they wait, and say so"),
    )

    since = DayField(
        label=_("Campaigns count that were sent since"),
        help_text=_("What was sent before is left alone. An earlier day lets earlier ones count, too."),
    )

    def __init__(self, connection: Connection, data: QueryDict | None = None) -> None:
        kept = CampaignSettings.objects.filter(connection=connection).first() or CampaignSettings(
            since=connection.created_at - FIRST_LOOK
        )
        super().__init__(
            data,
            initial={
                "activity_type": kept.activity_type_id,
                "default_member": kept.default_member_id,
                "since": timezone.localtime(kept.since).date(),
            },
        )
        members = Member.objects.filter(archived_at__isnull=True).order_by("name")
        types = ActivityType.objects.filter(archived_at__isnull=True, category="email_campaign")
        for name, rows in (("activity_type", types), ("default_member", members)):
            field: Any = self.fields[name]
            field.queryset = rows
        self._since = kept.since
        self._keys: dict[str, str] = {}
        choices = [("", _("By the address, else as above")), *members.values_list("pk", "name")]
        for key, label in _senders(connection, kept):
            self._keys[field_of(key)] = key
            self.fields[field_of(key)] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=kept.senders.get(key, "")
            )

    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        chosen = {key: self.cleaned_data[name] for name, key in self._keys.items()}
        return {
            "activity_type": self.cleaned_data["activity_type"],
            "default_member": self.cleaned_data["default_member"],
            "since": self._chosen_since(),
            "senders": {key: int(member_id) for key, member_id in chosen.items() if member_id},
        }

    def _chosen_since(self) -> datetime:
        """Midnight of the day, or the moment that is kept where the day is left as it is."""
        day = self.cleaned_data["since"]
        if day == timezone.localtime(self._since).date():
            return self._since
        return datetime.combine(day, time(), timezone.get_current_timezone())


def field_of(key: str) -> str:
    """What the field of a sender or an audience is called: the same whichever others are found between the page and its
    answer, so that nobody gets what was chosen for somebody else."""
    return f"sender_{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _senders(connection: Connection, kept: CampaignSettings) -> list[tuple[str, Any]]:
    """The key and the words of each sender and audience, also of those that were chosen and are seen no more."""
    rows = Campaign.objects.filter(connection=connection).order_by()
    found: dict[str, Any] = {}
    for address in rows.exclude(sender_address="").values_list("sender_address", flat=True).distinct()[:_MOST]:
        found[f"address:{address}"] = _("Sent by %(sender)s") % {"sender": address}
    for audience, name in rows.exclude(audience_id="").values_list("audience_id", "audience_name").distinct()[:_MOST]:
        found.setdefault(f"audience:{audience}", _("Sent to %(audience)s") % {"audience": name or audience})
    for key in kept.senders:
        found.setdefault(key, key.partition(":")[2])
    return sorted(found.items())
