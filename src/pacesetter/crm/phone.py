"""Phone numbers in one form: E.164 ("+6495551234"), with ";ext=12" behind it where there is an extension."""

from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal

# As long as the columns that keep them.
MAX_LENGTH = 32


@lru_cache(maxsize=16384)
def e164(text: str, country: str = "") -> str | None:
    """The number in international form; None where it cannot be one.

    `country` (two letters) is where a number without a country code is dialled. Only the length is checked: number
    plans change faster than any table of them, and a real number must never be refused.
    """
    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{whole};ext={number.extension}" if number.extension else whole


def phone_to_keep(text: str, country: str = "", *, field: str = "phone") -> str:
    """The number in international form. Raises a `Refusal` where it cannot be a number; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    number = e164(text, country)
    if number is None or len(number) > MAX_LENGTH:
        raise Refusal(
            _("“%(number)s” is no phone number that can be dialled. Write it with its country code, such as +64 …")
            % {"number": text[:40]},
            field=field,
            code="not_a_phone",
        )
    return number


def phone_as_found(text: str, country: str = "") -> str:
    """The same for numbers from elsewhere: one that cannot be read is kept as it was written."""
    text = text.strip()
    return (e164(text, country) or text)[:MAX_LENGTH]


# Reading a number takes longer than the rest of a line of a list.
@lru_cache(maxsize=16384)
def shown_phone(number: str, country: str = "") -> str:
    """The number as people of that country write it: their own as at home, others with the country code."""
    try:
        parsed = phonenumbers.parse(number, country.upper() or None)
    except phonenumbers.NumberParseException:
        return number
    at_home = phonenumbers.region_code_for_number(parsed) == country.upper()
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    shown: str = phonenumbers.format_number(parsed, form)
    return shown
