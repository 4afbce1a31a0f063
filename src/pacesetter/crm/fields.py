"""What may stand in the fields of companies and contacts, and the form in which it is kept."""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_domain_name, validate_email
from django.utils.translation import gettext as _

from pacesetter.core.one_line import one_line
from pacesetter.core.refusal import Refusal
from pacesetter.crm.freemail import FREEMAIL_DOMAINS
from pacesetter.crm.phone import phone_to_keep
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id

_SHORT = {"name": 200, "job_title": 100}
# Two letters too, in the Unicode CLDR: unions, pseudo-languages, "unknown".
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_is_address = URLValidator(schemes=["http", "https"])


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises a `Refusal` about the first that cannot be."""
    kept = dict(given)
    for name, longest in _SHORT.items():
        if name in kept:
            kept[name] = _one_line(kept[name], name, longest)
    for name, check in (("website", _website), ("domain", _domain), ("email", _email), ("country", _country)):
        if name in kept:
            kept[name] = check(kept[name])
    for name in ("address", "note"):
        if name in kept:
            kept[name] = kept[name].strip()
    if kept.get("phone"):
        country = kept.get("country") or _home()
        kept["phone"] = phone_to_keep(kept["phone"], country)
    return kept


def domain_of_website(website: str) -> str:
    """The domain at which people of the company with this website are likely to have addresses; empty where the
    website is on somebody else's."""
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return host if "." in host and host not in FREEMAIL_DOMAINS else ""


def _one_line(text: str, field: str, longest: int) -> str:
    text = one_line(text)
    if not text and field == "name":
        raise Refusal(_("Give a name."), field=field, code="required")
    if len(text) > longest:
        raise Refusal(
            _("This is longer than %(longest)d characters.") % {"longest": longest}, field=field, code="too_long"
        )
    return text


def _website(text: str) -> str:
    text = text.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    try:
        if text:
            _is_address(text)
    except ValidationError:
        text = ""
        raise Refusal(_("This is not a web address."), field="website", code="not_an_address") from None
    return _fits(text, "website")


def _domain(text: str) -> str:
    text = text.strip().lower().removeprefix("@").rstrip(".")
    if not text:
        return ""
    try:
        validate_domain_name(text)
    except ValidationError:
        raise Refusal(_("This is not an e-mail domain."), field="domain", code="not_a_domain") from None
    if text in FREEMAIL_DOMAINS:
        raise Refusal(
            _("Anybody can have an address at %(domain)s, so it names no company.") % {"domain": text},
            field="domain",
            code="freemail",
        )
    return _fits(text, "domain")


def _email(text: str) -> str:
    text = text.strip().lower()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refusal(_("This is not an e-mail address."), field="email", code="not_an_email") from None
    return text


def _country(text: str) -> str:
    text = text.strip().upper()
    if text and text not in _countries():
        raise Refusal(_("This country is not known. Give its two letters."), field="country", code="unknown")
    return text


@cache
def _countries() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


def _home() -> str:
    return Organisation.objects.values_list("country", flat=True).get(pk=current_organisation_id())


def _fits(text: str, field: str) -> str:
    if len(text) > 200:
        raise Refusal(_("This is longer than 200 characters."), field=field, code="too_long")
    return text
