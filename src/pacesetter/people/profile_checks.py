"""What may stand in the fields that say who and where somebody is."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.dialling import is_dial
from pacesetter.core.holidays_by_country import holiday_countries, holiday_regions
from pacesetter.core.refusal import Refusal

THEMES = ("auto", "light", "dark")


def email_address(text: str, field: str = "email") -> str:
    """The address in lower case. Refuses what is none."""
    text = text.strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Refusal(_("This is not an e-mail address."), field=field, code="not_an_email") from None
    return text


def time_zone_name(text: str, *, optional: bool) -> str:
    """The name of a time zone. Refuses one that is not known, and an empty one unless `optional`."""
    text = text.strip()
    if text or not optional:
        try:
            clock.time_zone(text)
        except ValueError:
            raise Refusal(
                _("This time zone is not known. Choose one such as Pacific/Auckland."),
                field="time_zone",
                code="unknown",
            ) from None
    return text


def place(country: str, region: str, *, home: str = "") -> tuple[str, str]:
    """Country and region, both two- or three-letter codes or empty. `home` is the country that a region without one
    belongs to. Refuses those whose public holidays are not known, since working time is computed from them."""
    country, region = country.strip().upper(), region.strip().upper()
    if country and country not in holiday_countries():
        raise Refusal(_("The public holidays of this country are not known."), field="country", code="unknown")
    where = country or home
    if region and (not where or region not in holiday_regions(where)):
        raise Refusal(_("This country has no such region."), field="region", code="unknown")
    return country, region


def language(code: str) -> str:
    """A language that the product speaks, or empty for the browser's."""
    if code and code not in dict(settings.LANGUAGES):
        raise Refusal(_("This language is not offered."), field="locale", code="unknown")
    return code


def dial(how: str) -> str:
    """With what numbers are dialled; empty for what the organisation, or the device, says."""
    how = how.strip()
    if how and not is_dial(how):
        text = _("Give an address that begins with https:// and has {number} once, such as %(example)s.")
        raise Refusal(text % {"example": "https://pbx.example/dial?to={number}"}, field="dial_by", code="no_dial")
    return how


def theme(name: str) -> str:
    """How the screen looks: light, dark, or as the device says."""
    if name not in THEMES:
        raise Refusal(_("Choose one of the themes."), field="theme", code="unknown")
    return name


def domains(names: list[str]) -> list[str]:
    """The organisation's own e-mail domains, in lower case and each once. Refuses what is no domain."""
    wanted = sorted({name.strip().lower().removeprefix("@") for name in names} - {""})
    for name in wanted:
        try:
            validate_domain_name(name)
        except ValidationError:
            raise Refusal(
                _("“%(name)s” is not an e-mail domain.") % {"name": name[:80]}, field="email_domains", code="unknown"
            ) from None
    return wanted
