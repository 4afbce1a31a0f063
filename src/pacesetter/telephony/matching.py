"""Who of us it was, and whom they spoke to."""

from collections.abc import Iterable
from dataclasses import dataclass

from pacesetter.crm.models import Company, Contact
from pacesetter.crm.phone import e164
from pacesetter.people.models import Member
from pacesetter.telephony.call_event import CallEvent, Direction
from pacesetter.telephony.models import MemberLine


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides of a call. `members` are those of ours who are known, in the order in which they spoke; `number` is
    the other side's in international form, empty where it is withheld or none."""

    members: tuple[Member, ...]
    number: str
    direction: Direction
    is_internal: bool


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Whom the number belongs to. `is_ambiguous` where it belongs to contacts of several companies."""

    company: Company | None = None
    contact: Contact | None = None
    is_ambiguous: bool = False


def parties_of(event: CallEvent, country: str) -> Parties:
    """The two sides of the call. Where the system has them the wrong way round (a leg dialled for one of us), they are
    turned; where both are ours, the call is internal."""
    ours = members_named(event.members, country)
    theirs = members_named((event.number,), country) if event.number else ()
    if theirs and ours:
        return Parties(ours, "", event.direction, is_internal=True)
    if theirs:
        turned = Direction.IN if event.direction is Direction.OUT else Direction.OUT
        number = next(filter(None, (dialled(key, country) for key in event.members)), "")
        return Parties(theirs, number, turned, is_internal=event.is_internal)
    return Parties(ours, dialled(event.number, country), event.direction, is_internal=event.is_internal)


def other_side(number: str) -> OtherSide:
    """The contact or company with exactly this number. Never by its last digits: those repeat in every country."""
    if not number:
        return OtherSide()
    contacts = list(
        Contact.objects.filter(phone=number, merged_into__isnull=True, archived_at__isnull=True)
        .select_related("company")
        .order_by("pk")[:20]
    )
    companies = {contact.company_id: contact.company for contact in contacts}
    if len(contacts) == 1:
        return OtherSide(contacts[0].company, contacts[0])
    if len(companies) == 1:
        # A switchboard that several people of one company have: the company is known, the person is not.
        return OtherSide(next(iter(companies.values())))
    if companies:
        return OtherSide(is_ambiguous=True)
    found = list(Company.objects.filter(phone=number, merged_into__isnull=True, archived_at__isnull=True)[:2])
    return OtherSide(found[0]) if len(found) == 1 else OtherSide(is_ambiguous=bool(found))


def dialled(number: str, country: str) -> str:
    """The number in international form, empty for what can't be one ("anonymous", an extension, 111)."""
    return e164(number, country) or ""


def ours_among(names: Iterable[str], country: str) -> frozenset[str]:
    """Those of the names that belong to members."""
    given = set(names)
    known = _by_key(given, country)
    return frozenset(name for name in given if name.strip().lower() in known)


def members_named(keys: Iterable[str], country: str) -> tuple[Member, ...]:
    """The members with these names, each once, in their order."""
    keys = list(keys)
    known = _by_key(keys, country)
    found: dict[int, Member] = {}
    for key in keys:
        if member := known.get(key.strip().lower()):
            found.setdefault(member.pk, member)
    return tuple(found.values())


def _by_key(keys: Iterable[str], country: str) -> dict[str, Member]:
    """Key in lower case -> whose it is, where it is somebody's who is here."""
    wanted = {key.strip().lower() for key in keys if key.strip()}
    numbers = {key: dialled(key, country) for key in wanted}
    everything = {*wanted, *filter(None, numbers.values())}
    lines = {line.key: line.member for line in MemberLine.objects.filter(key__in=everything).select_related("member")}
    here = Member.objects.filter(archived_at__isnull=True)
    emails = {member.email.lower(): member for member in here.filter(email__in=[key for key in wanted if "@" in key])}
    phones = {member.phone: member for member in here.filter(phone__in=[one for one in numbers.values() if one])}
    found: dict[str, Member] = {}
    for key in wanted:
        member = lines.get(key) or lines.get(numbers[key]) or emails.get(key) or phones.get(numbers[key])
        if member is not None and member.archived_at is None:
            found[key] = member
    return found
