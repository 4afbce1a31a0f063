"""Create an organisation."""

from typing import NamedTuple, TypedDict, Unpack

from babel.numbers import is_currency
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people import profile_checks
from pacesetter.people.invitations import send_link
from pacesetter.people.models import AccessLevel, Member, User, WorkingPattern
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.accept_invitation import log_in_of
from pacesetter.people.verbs.invite import add_member
from pacesetter.people.verbs.settle import settle
from pacesetter.people.working_week import LONG_AGO, MONDAY_TO_FRIDAY, as_stored
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


class Created(NamedTuple):
    """The organisation, its first administrator, and the link that was sent to them (empty where they log in with the
    password given)."""

    organisation: Organisation
    administrator: Member
    link: str


class Settings(TypedDict, total=False):
    """What the organisation starts with where it is not the default."""

    time_zone: str
    first_weekday: int
    fiscal_month: int
    country: str
    region: str
    currency: str
    is_demo: bool


def create_organisation(
    *,
    name: str,
    administrator_name: str,
    administrator_email: str,
    slug: str = "",
    password: str = "",
    **settings: Unpack[Settings],
) -> Created:
    """Create an organisation that works Monday to Friday, with its first administrator.

    Only operators do this, so there is no actor. Without a password the administrator gets an invitation. Raises a
    `Refusal` for a short name that is taken, a value that cannot be, a password that is too weak, and a password for
    somebody who has a log-in already.
    """
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=guards.required(name, "name", longest=200), slug=_slug(slug, name), **_checked(settings)
        )
        with scope(organisation):
            settle(
                "organisation.created", ("organisation", organisation.pk), by=None, after={"name": organisation.name}
            )
            WorkingPattern.objects.create(effective_from=LONG_AGO, capacities=as_stored(MONDAY_TO_FRIDAY))
            administrator = add_member(
                by=None,
                email=administrator_email,
                name=administrator_name,
                access_level=AccessLevel.ADMINISTRATOR,
            )
            link = ""
            if password:
                _let_in(administrator, password)
            else:
                link = send_link(administrator, by=None)
    return Created(organisation, administrator, link)


def _let_in(administrator: Member, password: str) -> None:
    if User.objects.filter(email=administrator.email).exists():
        raise Refusal(
            _("This person has a log-in already. Leave the password out: they get an invitation."),
            field="password",
            code="has_log_in",
        )
    administrator.user = log_in_of(administrator, password)
    administrator.save(update_fields=["user"])


def _slug(slug: str, name: str) -> str:
    """The short name given, or a free one made of the name."""
    if slug:
        if slug != slugify(slug) or len(slug) > 60:
            raise Refusal(_("Use small letters, digits and hyphens only."), field="slug", code="malformed")
        if Organisation.objects.filter(slug=slug).exists():
            raise Refusal(_("This short name is taken."), field="slug", code="taken")
        return slug
    stem = slugify(name)[:50] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    free = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (stem, *free) if candidate not in taken)


def _checked(given: Settings) -> Settings:
    kept: Settings = {**given}
    kept["time_zone"] = profile_checks.time_zone_name(given.get("time_zone", "UTC"), optional=False)
    kept["country"], kept["region"] = profile_checks.place(given.get("country", ""), given.get("region", ""))
    kept["currency"] = given.get("currency", "EUR").strip().upper()
    if not is_currency(kept["currency"]):
        raise Refusal(_("This currency is not known. Give its three letters."), field="currency", code="unknown")
    if not 0 <= given.get("first_weekday", 0) <= 6:
        raise Refusal(_("Choose a day from 0 (Monday) to 6 (Sunday)."), field="first_weekday", code="out_of_range")
    if not 1 <= given.get("fiscal_month", 1) <= 12:
        raise Refusal(_("Choose a month from 1 to 12."), field="fiscal_month", code="out_of_range")
    return kept
