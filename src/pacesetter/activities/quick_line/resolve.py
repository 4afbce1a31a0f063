"""Whom a line means: its names looked for among the companies and contacts that the member may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from django.db.models import Q, QuerySet

from pacesetter.activities.quick_line.vocabulary import fold
from pacesetter.crm.access import companies_seen_by, contacts_seen_by
from pacesetter.crm.few_ids import FEW
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.searching import near_words
from pacesetter.people.models import Member

# More names than this is prose.
_MOST_PHRASES, _MOST_FOUND = 4, 8
# How like another a name is that was meant; below four letters each is like many.
_ALIKE, _SHORTEST_ALIKE = 0.8, 4
_MOST_ALIKE, _MOST_LOOKED_THROUGH = 3, 1000

R = TypeVar("R", Company, Contact)


@dataclass
class Who:
    """One name of the line, with all that it could mean. Clear where that is one thing."""

    text: str
    companies: list[Company] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    # Written almost like it: offered, and never taken without being asked.
    are_alike: bool = False

    @property
    def is_clear(self) -> bool:
        return len(self.companies) + len(self.contacts) == 1 and not self.are_alike


def resolve(viewer: Member, phrases: Sequence[str]) -> list[Who]:
    """Each name with what it could mean. "Jane" at "Acme" is the one Jane who is at Acme, where there is one, and the
    one Acme that she is at; two names without a word between them ("Jane Acme") are tried as two where they are none
    together."""
    found = [who for phrase in phrases[:_MOST_PHRASES] for who in _looked_up(viewer, phrase)]
    companies = {who.companies[0].pk for who in found if who.is_clear and who.companies}
    for who in found:
        there = [contact for contact in who.contacts if contact.company_id in companies]
        if not who.is_clear and there:
            who.contacts, who.companies = there, []
    at_theirs = {who.contacts[0].company_id for who in found if who.is_clear and who.contacts}
    for who in found:
        theirs = [company for company in who.companies if company.pk in at_theirs]
        if not who.is_clear and len(theirs) == 1:
            who.contacts, who.companies = [], theirs
    return found


def _looked_up(viewer: Member, phrase: str) -> list[Who]:
    whole = _named(viewer, phrase)
    words = phrase.split()
    if whole.companies or whole.contacts:
        return [whole]
    if len(words) == 1 or len(words) > 5:
        return [alike(viewer, phrase) or whole]
    near: list[Who] = []
    for cut in range(1, len(words)):
        parts = [_named(viewer, " ".join(words[:cut])), _named(viewer, " ".join(words[cut:]))]
        if all(part.companies or part.contacts for part in parts):
            return parts
        # A whole name with something else beside it is a name all the same; a first name may be part of a new one.
        if any(part.is_clear and " " in part.text for part in parts):
            near = parts
    return near or [alike(viewer, phrase) or whole]


def _named(viewer: Member, text: str) -> Who:
    folded = fold(text)
    # Somebody may be called by any of their names.
    everybody = contacts_seen_by(viewer).filter(archived_at__isnull=True)
    some = near_words(everybody, text, FEW)
    contacts = (everybody if some is None else some).filter(name__icontains=text)
    people = [
        contact
        for contact in contacts.select_related("company").order_by("name", "pk")[:100]
        if f" {folded} " in f" {fold(contact.name)} "
    ]
    whole = [contact for contact in people if fold(contact.name) == folded]
    return Who(text, _companies_named(viewer, text), (whole or people)[:_MOST_FOUND])


def _companies_named(viewer: Member, text: str) -> list[Company]:
    """Those whose name means the same; without any, those in whose name it stands by itself."""
    key = name_key(text)
    companies = companies_seen_by(viewer).filter(archived_at__isnull=True)
    # The index of names knows these at once, and mostly there is one.
    if same := list(companies.filter(name_key=key)[:_MOST_FOUND]):
        return same
    # What is looked for begins with a word, so that the index of words leaves few to look through.
    few = near_words(companies, text, FEW)
    near = (companies if few is None else few).filter(
        Q(name_key__startswith=f"{key} ") | Q(name_key__contains=f" {key}")
    )
    return list(near[:_MOST_FOUND])


def alike(viewer: Member, text: str) -> Who | None:
    """Whose names are written almost like it, for who types with one thumb. The first two letters have to be right: by
    these the index of words leaves few."""
    folded = fold(text)
    if len(folded) < _SHORTEST_ALIKE:
        return None
    people: QuerySet[Contact] = contacts_seen_by(viewer).filter(archived_at__isnull=True).select_related("company")
    contacts = [one for one in _beginning(people, folded) if _is_alike(folded, fold(one.name))]
    companies = [
        one
        for one in _beginning(companies_seen_by(viewer).filter(archived_at__isnull=True), folded)
        if _is_alike(folded, one.name_key)
    ]
    if not contacts and not companies:
        return None
    return Who(text, companies[:_MOST_ALIKE], contacts[:_MOST_ALIKE], are_alike=True)


def _beginning(rows: QuerySet[R], folded: str) -> list[R]:
    found = near_words(rows, folded[:2], _MOST_LOOKED_THROUGH)
    return [] if found is None else list(found.order_by("pk"))


def _is_alike(text: str, name: str) -> bool:
    """A single word can be like one word of the name."""
    names = [name] if " " in text else [name, *name.split()]
    return any(SequenceMatcher(None, text, one).ratio() >= _ALIKE for one in names)
