"""A quick line as the page shows it: what was understood, what is still to be asked, and the form that it fills."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.quick_line import Parsed, Vocabulary, parse
from pacesetter.activities.quick_line.resolve import Who, resolve
from pacesetter.core import clock
from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import DONE, PLANNED
from pacesetter.web.day.due import day_from, time_in_words
from pacesetter.web.day.lexicon import vocabulary_of
from pacesetter.web.day.lines import outcomes_of, symbol_of
from pacesetter.web.day.picking import NEW

MEANT = "meant"
COMPANY, CONTACT, NEW_COMPANY, NEW_CONTACT, SUBJECT = "company", "contact", "new-company", "new-contact", "subject"


@dataclass(frozen=True)
class Option:
    """One answer to a question."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Question:
    """What the line leaves open. `name` is that of the field with the answer."""

    name: str
    text: str | Promise
    options: tuple[Option, ...]


@dataclass
class Quick:
    """The line with everything that follows from it."""

    line: str
    activity_type: ActivityType | None = None
    symbol: str = "bolt"
    facts: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # The fields of the form of an activity.
    values: QueryDict = field(default_factory=lambda: QueryDict(mutable=True))

    @property
    def is_clear(self) -> bool:
        """Whether it can be saved as it stands."""
        return self.activity_type is not None and not any(
            all(not option.is_chosen for option in question.options) for question in self.questions
        )

    @property
    def digest(self) -> str:
        """What was shown, in short: only that is saved."""
        return hashlib.sha256(self.values.urlencode().encode()).hexdigest()[:16]


def understood(viewer: Member, line: str, answers: QueryDict) -> Quick:
    """Read the line, with the answers that were given to its questions."""
    quick = Quick(line)
    if not line.strip():
        return quick
    catalogue = catalogue_of(viewer.organisation)
    now = clock.now().astimezone(viewer.zone())
    parsed = _asked_what_is_meant(viewer, quick, vocabulary_of(catalogue), now, answers)
    types = [catalogue.types[pk] for pk in parsed.type_ids] or [
        kind for kind in catalogue.types.values() if kind.archived_at is None
    ]
    quick.activity_type = _type(quick, types, answers)
    state = _state(quick, parsed, answers)
    if quick.activity_type:
        quick.symbol = symbol_of(quick.activity_type)
        quick.values["type"] = str(quick.activity_type.pk)
        if state == DONE:
            _outcome(quick, quick.activity_type, parsed, answers, outcomes_of(quick.activity_type, catalogue))
        minutes = parsed.minutes if parsed.minutes is not None else quick.activity_type.default_minutes
        quick.values["minutes"] = str(minutes)
        if minutes:
            quick.facts.append((_("Minutes"), str(minutes)))
    else:
        _so_far(quick, parsed, catalogue)
    _when(quick, parsed, state, now)
    subject = [parsed.subject] if parsed.subject else []
    for place, who in enumerate(resolve(viewer, parsed.phrases)):
        _who(quick, f"who{place}", who, answers, subject)
    _company_of_contact(viewer, quick)
    if subject:
        about = quick.values["subject"] = " ".join(subject)
        quick.facts.append((_("What about"), about))
    return quick


def _asked_what_is_meant(
    viewer: Member, quick: Quick, vocabulary: Vocabulary, now: datetime, answers: QueryDict
) -> Parsed:
    """The line as it was understood, with a question about a word that was read as another one, unless it is a name
    that is known."""
    guessed = parse(quick.line, vocabulary, now)
    if not guessed.misspelt:
        return guessed
    plain = parse(quick.line, vocabulary, now, guess=False)
    if all((who.companies or who.contacts) and not who.are_alike for who in resolve(viewer, plain.phrases)):
        return plain
    answer = answers.get(MEANT, "")
    options = (
        Option("yes", _("“%(word)s”") % {"word": guessed.meant}, answer == "yes"),
        Option("no", _("No, it is a name"), answer == "no"),
    )
    text = _("“%(word)s” is no word for an activity here. What is meant?") % {"word": guessed.misspelt}
    quick.questions.append(Question(MEANT, text, options))
    return plain if answer == "no" else guessed


def _type(quick: Quick, types: Sequence[ActivityType], answers: QueryDict) -> ActivityType | None:
    if len(types) == 1:
        return types[0]
    chosen = next((kind for kind in types if str(kind.pk) == answers.get("type")), None)
    options = tuple(Option(str(kind.pk), kind.name, kind == chosen) for kind in types)
    quick.questions.append(Question("type", _("What kind?"), options))
    return chosen


def _so_far(quick: Quick, parsed: Parsed, catalogue: Catalogue) -> None:
    """What was understood while the kind is still asked for, so that nobody types it again."""
    if len(parsed.outcome_ids) == 1:
        quick.facts.append((_("Outcome"), catalogue.outcomes[parsed.outcome_ids[0]].name))
    if parsed.minutes:
        quick.facts.append((_("Minutes"), str(parsed.minutes)))


def _state(quick: Quick, parsed: Parsed, answers: QueryDict) -> str:
    if parsed.is_planned is not None:
        state = PLANNED if parsed.is_planned else DONE
    else:
        state = answers.get("state", "")
        labels = {DONE: _("Done"), PLANNED: _("To be done")}
        options = tuple(Option(value, str(label), value == state) for value, label in labels.items())
        quick.questions.append(Question("state", _("Done already?"), options))
    quick.values["state"] = state
    return state


def _outcome(quick: Quick, kind: ActivityType, parsed: Parsed, answers: QueryDict, allowed: Sequence[Outcome]) -> None:
    named = [outcome for outcome in allowed if outcome.pk in parsed.outcome_ids]
    if len(named) == 1:
        quick.values["outcome"] = str(named[0].pk)
        quick.facts.append((_("Outcome"), named[0].name))
    elif allowed:
        chosen = answers.get("outcome")
        options = [Option(str(one.pk), one.name, str(one.pk) == chosen) for one in allowed]
        if not kind.needs_outcome:
            none_chosen = not any(option.is_chosen for option in options)
            options.append(Option("", _("Not said"), none_chosen))
        quick.questions.append(Question("outcome", _("How did it end?"), tuple(options)))
        quick.values["outcome"] = next((option.value for option in options if option.is_chosen), "")


def _when(quick: Quick, parsed: Parsed, state: str, now: datetime) -> None:
    today = now.date()
    day = parsed.day or (today if parsed.at else None)
    if day:
        quick.values["day"] = day.isoformat()
    if parsed.at:
        quick.values["time"] = parsed.at.strftime("%H:%M")
    words = [day_from(day, today)] if day else []
    if parsed.at:
        words.append(time_in_words(parsed.at))
    if state == PLANNED:
        quick.facts.append((_("Due"), ", ".join(words) or _("No date")))
    elif state == DONE:
        quick.facts.append((_("Done"), ", ".join(words) or _("Now")))
    else:
        quick.facts.append((_("When"), ", ".join(words)))


def _who(quick: Quick, name: str, who: Who, answers: QueryDict, subject: list[str]) -> None:
    """Take the one that is meant, or ask."""
    known = {f"{COMPANY}:{row.pk}": row for row in who.companies} | {f"{CONTACT}:{row.pk}": row for row in who.contacts}
    answer = answers.get(name, "")
    if who.is_clear:
        (answer,) = known
    else:
        options = [Option(value, _called(row), value == answer) for value, row in known.items()]
        options += [
            Option(NEW_CONTACT, _("New contact “%(name)s”") % {"name": who.text}, answer == NEW_CONTACT),
            Option(NEW_COMPANY, _("New company “%(name)s”") % {"name": who.text}, answer == NEW_COMPANY),
            Option(SUBJECT, _("What it is about: “%(text)s”") % {"text": who.text}, answer == SUBJECT),
        ]
        text = _("Which “%(name)s”?") if known else _("“%(name)s” is not known here. What is it?")
        quick.questions.append(Question(name, text % {"name": who.text}, tuple(options)))
    if answer == SUBJECT:
        subject.append(who.text)
    elif answer == NEW_COMPANY:
        quick.values["company"], quick.values["company_text"] = NEW, who.text
        quick.facts.append((_("Company"), _("%(name)s (new)") % {"name": who.text}))
    elif answer == NEW_CONTACT:
        quick.values.appendlist("contacts", NEW)
        quick.values["contact_text"] = who.text
        quick.facts.append((_("Contact"), _("%(name)s (new)") % {"name": who.text}))
    elif answer in known:
        _take(quick, known[answer])


def _take(quick: Quick, row: Company | Contact) -> None:
    if isinstance(row, Company):
        quick.values["company"] = str(row.pk)
        quick.facts.append((_("Company"), row.name))
        return
    quick.values.appendlist("contacts", str(row.pk))
    quick.facts.append((_("Contact"), row.name))
    if row.company and "company" not in quick.values:
        # Shown as a fact of its own below, unless the line names another.
        quick.values["company_of_contact"] = str(row.company.pk)


def _company_of_contact(viewer: Member, quick: Quick) -> None:
    """Whoever names a person and no company means the person's."""
    found = quick.values.pop("company_of_contact", None)
    if found and "company" not in quick.values:
        company = companies_seen_by(viewer).filter(pk=int(found[-1])).first()
        if company is not None:
            quick.values["company"] = str(company.pk)
            quick.facts.append((_("Company"), company.name))


def _called(row: Company | Contact) -> str:
    if isinstance(row, Contact) and row.company:
        return _("%(contact)s at %(company)s") % {"contact": row.name, "company": row.company.name}
    return row.name
