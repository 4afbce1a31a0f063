"""A company of the list that a phone takes along, as HTML. There are hundreds, with a thousand contacts: put together
in Python, since a template escapes each of their pieces by itself."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from pacesetter.crm.phone import shown_phone
from pacesetter.web.addresses import address_around
from pacesetter.web.day.after_call import company_in_address
from pacesetter.web.escaping import escape
from pacesetter.web.templatetags.icon import icon


class TakenCompany(NamedTuple):
    """What is shown of a company."""

    id: int
    name: str
    domain: str
    phone: str


class TakenContact(NamedTuple):
    """What is shown of one of its contacts."""

    id: int
    name: str
    phone: str
    job_title: str


class CompanyDrawer:
    """Draws companies with their contacts. `country` is where numbers are read, `after_call` the address of the form of
    a call that is done."""

    def __init__(self, country: str, after_call: str) -> None:
        self._country, self._after_call = country, after_call
        self._before, self._behind = address_around("company")
        self._call, self._phone = _("Call %(name)s, %(number)s"), icon("phone")

    def drawn(self, company: TakenCompany, contacts: Sequence[TakenContact]) -> str:
        """The company as a line of the list."""
        after_call = self._after_call + company_in_address(company.id, company.name)
        number = self._number(company.phone, company.name, company.phone, after_call) if company.phone else ""
        name = f'<a href="{self._before}{company.id}{self._behind}">{escape(company.name)}</a>'
        inside = "".join(self._contact(one, after_call) for one in contacts)
        return f'<li><div class="found-name">{name}{number}</div>{inside}</li>'

    def _contact(self, one: TakenContact, after_call: str) -> str:
        job = f" <small>{escape(one.job_title)}</small>" if one.job_title else ""
        number = ""
        if one.phone:
            shown = shown_phone(one.phone, self._country)
            number = self._number(one.phone, one.name, shown, f"{after_call}&contacts={one.id}")
        return f'<div class="found-name"><span>{escape(one.name)}{job}</span>{number}</div>'

    def _number(self, number: str, name: str, shown: str, after_call: str) -> str:
        label = self._call % {"name": name, "number": shown}
        return (
            f'<a class="btn btn-icon" href="tel:{escape(number)}" data-after-call="{escape(after_call)}" '
            f'data-called="{escape(name)}" aria-label="{escape(label)}">{self._phone}</a>'
        )
