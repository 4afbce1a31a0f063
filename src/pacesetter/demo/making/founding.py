"""Make the organisation itself, with its administrator."""

from pacesetter.demo.cast.people import BY_KEY, DOMAIN
from pacesetter.demo.cast.story import CALENDAR
from pacesetter.demo.making.made import Made
from pacesetter.people.verbs import create_organisation, edit_member, edit_organisation
from pacesetter.tenancy.scope import scope

NAME, SLUG = "Larkfield Software", "demo"
TIME_ZONE, COUNTRY, REGION, CURRENCY = "Europe/London", "GB", "ENG", "GBP"


def found(password: str) -> Made:
    """The organisation as it is before anybody else is in it."""
    anna = BY_KEY["anna"]
    created = create_organisation(
        name=NAME,
        slug=SLUG,
        administrator_name=anna.name,
        administrator_email=anna.email,
        password=password,
        time_zone=TIME_ZONE,
        first_weekday=CALENDAR.first_weekday,
        fiscal_month=CALENDAR.fiscal_month,
        country=COUNTRY,
        region=REGION,
        currency=CURRENCY,
        is_demo=True,
    )
    with scope(created.organisation):
        organisation = edit_organisation(by=created.administrator, email_domains=[DOMAIN])
        administrator = edit_member(created.administrator, by=created.administrator, joined_on=anna.joined_on)
    return Made(organisation, members={anna.key: administrator})
