"""The companies that the demo organisation sells to. None of them exists: names are put together by chance, domains end
in .example, and telephone numbers come from the ranges that are kept free for fiction."""

from dataclasses import dataclass
from random import Random

from pacesetter.demo.cast.names import CITIES, FIRST_NAMES, JOB_TITLES, LAST_NAMES, PLACES, STREETS, TRADES, US_CITIES

LEAD, CLIENT = "lead", "client"
# Owner, how many companies, lead or client, country.
_SHARES: tuple[tuple[str, int, str, str], ...] = (
    ("tom", 18, LEAD, "GB"),
    ("maya", 14, LEAD, "GB"),
    ("sofia", 16, LEAD, "GB"),
    ("aisha", 10, LEAD, "GB"),
    ("luca", 16, LEAD, "US"),
    ("peter", 4, LEAD, "GB"),
    ("hannah", 20, CLIENT, "GB"),
    ("ravi", 12, CLIENT, "GB"),
)


@dataclass(frozen=True)
class ContactOf:
    """A person in a company."""

    name: str
    email: str
    phone: str
    job_title: str


@dataclass(frozen=True)
class CompanyOf:
    """A company: a lead has a sales rep, a client also an account manager. `owner` is whoever works with it now."""

    name: str
    kind: str
    owner: str
    sales_rep: str
    account_manager: str
    domain: str
    phone: str
    address: str
    country: str
    contacts: tuple[ContactOf, ...]


def companies_of(seed: int) -> list[CompanyOf]:
    """The same companies for the same seed."""
    rng = Random(f"{seed}/companies")
    names = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    rng.shuffle(names)
    found: list[CompanyOf] = []
    for owner, count, kind, country in _SHARES:
        for _ in range(count):
            found.append(_company(rng, len(found), _new_name(names, found), owner, kind, country))
    return found


def _new_name(names: list[str], found: list[CompanyOf]) -> str:
    """A name whose first word few others have, so that people can tell the companies apart."""
    place_counts = [company.name.split()[0] for company in found]
    name = next(name for name in names if place_counts.count(name.split()[0]) < 2)
    names.remove(name)
    return name


def _company(rng: Random, number: int, name: str, owner: str, kind: str, country: str) -> CompanyOf:
    domain = f"{name.lower().replace(' & ', '-').replace(' ', '-')}.example"
    if country == "US":
        phone, mobile = f"+1 212 555 {100 + number % 100:04}", "+1 917 555 {:04}"
        city = rng.choice(US_CITIES)
    else:
        phone, mobile = f"+44 1632 960{number:03}", "+44 7700 900{:03}"
        city = rng.choice(CITIES)
    seller = owner if kind == LEAD else rng.choice(("maya", "tom", "sofia"))
    contacts: list[ContactOf] = []
    for _ in range(rng.choice((1, 2, 2, 2, 3))):
        first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
        address = f"{first}.{last}@{domain}".lower().replace("'", "")
        if all(contact.email != address for contact in contacts):
            mobile_number = mobile.format(100 + rng.randrange(100) if country == "US" else rng.randrange(1000))
            contacts.append(ContactOf(f"{first} {last}", address, mobile_number, rng.choice(JOB_TITLES)))
    return CompanyOf(
        name=name,
        kind=kind,
        owner=owner,
        sales_rep=seller,
        account_manager=owner if kind == CLIENT else "",
        domain=domain,
        phone=phone,
        address=f"{rng.randrange(1, 160)} {rng.choice(STREETS)}, {city}",
        country=country,
        contacts=tuple(contacts),
    )
