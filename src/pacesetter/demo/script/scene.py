"""What every part of the script draws from: the story, who is there, and the companies."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from pacesetter.demo.cast.companies import CLIENT, LEAD, CompanyOf, ContactOf
from pacesetter.demo.cast.people import Person, Role
from pacesetter.demo.cast.story import Story
from pacesetter.demo.script.chance import chance, one_of
from pacesetter.demo.script.presence import Presence
from pacesetter.demo.script.season import busyness, form

# For how many months, this one among them, companies have been left alone, and how likely that is: the board of who has
# not been spoken to has something in each of its columns.
_NEGLECTED_FOR: tuple[tuple[int, float], ...] = ((0, 0.72), (1, 0.08), (2, 0.06), (3, 0.04), (5, 0.06), (7, 0.04))


@dataclass(frozen=True)
class Round:
    """Companies with running sums of how often each is worked with."""

    companies: list[CompanyOf]
    running: list[float]

    def next(self, rng: Random) -> CompanyOf:
        return self.companies[bisect(self.running, rng.random() * self.running[-1], hi=len(self.companies) - 1)]


@dataclass(frozen=True)
class Scene:
    """The demo organisation before anything has happened in it."""

    seed: int
    story: Story
    presences: Mapping[str, Presence]
    companies: Sequence[CompanyOf]
    # What has been worked out once: who holds a role on a day, and how often each company is worked with in a month.
    _at_work: dict[tuple[Role, date], list[Presence]] = field(default_factory=dict)
    _rounds: dict[tuple[str, int], Round] = field(default_factory=dict)

    def days(self) -> Iterator[date]:
        """Every day of the story, the planned ones included."""
        for offset in range((self.story.ends_on - self.story.starts_on).days):
            yield self.story.starts_on + timedelta(days=offset)

    def at_work(self, role: Role, day: date) -> list[Presence]:
        """Who holds the role on the day and works on it."""
        if (role, day) not in self._at_work:
            found = [p for p in self.presences.values() if p.role_on(day) == role and p.share(day)]
            self._at_work[role, day] = found
        return self._at_work[role, day]

    def amount(self, presence: Presence, day: date, talent: float) -> float:
        """How much the person does on the day, as a factor of what is usual on a whole day."""
        return talent * presence.share(day) * busyness(day) * form(presence.person, day, self.story)

    def chance(self, what: str, person: Person, day: date) -> Random:
        """Chance for one person's day."""
        return chance(self.seed, what, person.key, day)

    def lead_for(self, rng: Random, presence: Presence, day: date) -> CompanyOf:
        """A lead whom the person works with: a seller's own, for everybody else any on their side of the ocean."""
        person = presence.person
        if presence.role_on(day) == Role.BDM:
            return self._on_round(
                rng, f"leads of {person.key}", day, lambda c: c.kind == LEAD and c.owner == person.key
            )
        country = "US" if person.country == "US" or person.key == "luca" else "GB"
        return self._on_round(rng, f"leads in {country}", day, lambda c: c.kind == LEAD and c.country == country)

    def client_for(self, rng: Random, presence: Presence, day: date) -> CompanyOf:
        """A client whom the person looks after; for those who look after none, any."""
        key = presence.person.key
        if presence.role_on(day) == Role.AM:
            return self._on_round(rng, f"clients of {key}", day, lambda c: c.kind == CLIENT and c.owner == key)
        return self._on_round(rng, "clients", day, lambda c: c.kind == CLIENT)

    def contact_in(self, rng: Random, company: CompanyOf) -> ContactOf:
        """Somebody in the company, most often the first."""
        return one_of(rng, [(contact, 1 / (place + 1)) for place, contact in enumerate(company.contacts)])

    def _on_round(self, rng: Random, name: str, day: date, belongs: Callable[[CompanyOf], bool]) -> CompanyOf:
        """One of the companies that belong to the round; in each month some are hot and most are not."""
        month = _month(day)
        if (name, month) not in self._rounds:
            theirs = [company for company in self.companies if belongs(company)]
            companies = [company for company in theirs if month < self._neglected_from(company)] or theirs
            heat = [0.08 + chance(self.seed, "heat", company.name, month).random() ** 2 for company in companies]
            self._rounds[name, month] = Round(companies, list(accumulate(heat)))
        return self._rounds[name, month].next(rng)

    def _neglected_from(self, company: CompanyOf) -> int:
        """The month from which nobody has thought of the company any more; most are still thought of."""
        this_month = _month(self.story.today)
        months = one_of(chance(self.seed, "neglected", company.name), _NEGLECTED_FOR)
        return this_month + 1 - months if months else this_month + 12


def _month(day: date) -> int:
    return day.year * 12 + day.month
