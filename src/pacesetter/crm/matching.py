"""Which names and e-mail addresses mean the same company."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pacesetter.crm.freemail import FREEMAIL_DOMAINS
from pacesetter.crm.legal_forms import LEADING_FORMS, TRAILING_FORMS, UNSPACED_FORMS
from pacesetter.crm.models import Company
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id

KEY_LENGTH = 200

# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
# Written inside a word or an abbreviation ("O'Neil", "S.A."), so nothing comes apart there.
_JOINING = frozenset(".'’‘`´·")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The name without case, accents, punctuation and legal form: "Müller & Söhne GmbH" and "muller sohne" are one.

    Never empty for a name that has a letter or a digit: a company may be called "Limited".
    """
    words = _words(name)
    while len(words) > 1 and (length := _trailing_form(words)):
        words = words[:-length]
    while len(words) > 1 and words[0] in LEADING_FORMS:
        words = words[1:]
    return " ".join(words)[:KEY_LENGTH].rstrip() or name.strip().casefold()[:KEY_LENGTH]


def company_domain_of(email: str) -> str:
    """The domain of the address when it can name a company; empty for freemail and for what is no address."""
    _, at, domain = email.strip().lower().rpartition("@")
    domain = domain.rstrip(".")
    return domain if at and "." in domain and domain not in FREEMAIL_DOMAINS else ""


def companies_named(name: str) -> list[Company]:
    """The companies of the organisation in scope whose names mean the same. One that was merged stands for the company
    it became; archived ones are left out."""
    return _what_they_became(Company.objects.filter(name_key=name_key(name)))


def company_for_email(email: str) -> Company | None:
    """The one company that the address belongs to.

    None where there is none, where several share the domain, for freemail, and for the organisation's own domains:
    a colleague's address is no customer's. A department's domain (eu.acme.example) belongs to the company of the
    domain above it. One that was merged stands for the company it became.
    """
    domain = company_domain_of(email)
    own = Organisation.objects.values_list("email_domains", flat=True).get(pk=current_organisation_id())
    labels = domain.split(".")
    candidates = [".".join(labels[start:]) for start in range(len(labels) - 1)] if domain else []
    if not candidates or any(candidate in own for candidate in candidates):
        return None
    found = list(Company.objects.filter(domain__in=candidates))
    for candidate in candidates:
        if matching := _what_they_became(company for company in found if company.domain == candidate):
            return matching[0] if len(matching) == 1 else None
    return None


def _what_they_became(companies: Iterable[Company]) -> list[Company]:
    survivors: dict[int, Company] = {}
    for company in companies:
        while company.merged_into_id is not None:
            company = Company.objects.get(pk=company.merged_into_id)
        if company.archived_at is None:
            survivors[company.pk] = company
    return [survivors[key] for key in sorted(survivors)]


def _trailing_form(words: list[str]) -> int:
    """How many words at the end are a legal form: "pty ltd" is two, "co" is one, 0 for none."""
    for length in (3, 2, 1):
        if length < len(words) and " ".join(words[-length:]) in TRAILING_FORMS:
            return length
    return 0


def _words(name: str) -> list[str]:
    text = "".join(_letters(name.casefold())).translate(_PLAIN).strip()
    for form in UNSPACED_FORMS:
        text = text.removeprefix(form).removesuffix(form).strip() or text
    # "&" is punctuation and gone by now, so its word goes too.
    words = text.split()
    return [word for word in words if word != "and"] or words


def _letters(folded: str) -> list[str]:
    """Letters without accents, and spaces for everything that parts words.

    Only marks on Latin letters fall away: in other scripts they make another letter (が is not か).
    """
    letters: list[str] = []
    on_latin = False
    for char in unicodedata.normalize("NFKD", folded):
        kind = unicodedata.category(char)[0]
        if kind == "M":
            if not on_latin:
                letters.append(char)
        elif char not in _JOINING:
            on_latin = char.isascii()
            letters.append(char if kind in "LN" else " ")
    return [*unicodedata.normalize("NFC", "".join(letters))]
