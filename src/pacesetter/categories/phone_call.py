"""Phone calls."""

from collections.abc import Sequence

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.actions import Action, ToDo
from pacesetter.activities.category import Category
from pacesetter.activities.models import Activity
from pacesetter.crm.phone import shown_phone
from pacesetter.people.models import Member
from pacesetter.telephony.joining import join_reported, part_reported
from pacesetter.telephony.presence import has_phone_system
from pacesetter.tenancy.models import Organisation


class PhoneCall(Category):
    """A call to a contact."""

    key = "phone_call"
    label = _("Phone call")
    symbol = "phone"
    colour = "teal"
    help_text = _("Shows a phone symbol on the to-do list.")
    requires = ("phone_number",)
    form_fields = ("contacts", "minutes", "value", "repeat")

    def actions(self, to_do: ToDo) -> Sequence[Action]:
        """Dial the first contact who has a number, else the company."""
        numbers = [contact.phone for contact in to_do.contacts]
        numbers += [to_do.company.phone] if to_do.company else []
        number = next((number for number in numbers if number), "")
        if not number:
            return ()
        label = now("Call %(number)s") % {"number": shown_phone(number, to_do.country)}
        return (Action("phone-call", label, f"tel:{number}", asks_outcome=True),)

    def acts_on(self, moment: str, organisation: Organisation) -> bool:
        return super().acts_on(moment, organisation) and has_phone_system(organisation)

    def completed(self, activity: Activity, *, by: Member | None) -> None:
        join_reported(activity, by=by)

    def reopened(self, activity: Activity, *, by: Member | None) -> None:
        part_reported(activity, by=by)
