"""The questions of an import, each with the choices of its answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.category import categories
from pacesetter.imports.answers import Answers
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.questions import Ask, Question, question_from_json
from pacesetter.imports.values.texts import folded
from pacesetter.people.models import Member
from pacesetter.web.customers.members import members_here

# So many of one sort are asked at once, those with most rows first. The rest is asked when these are answered.
AT_ONCE = 30

Choices = Sequence[tuple[str, str]]

NEW, SAME, NOBODY = "new:", "is:", "none"

_HEADINGS: Mapping[Ask, tuple[Promise, Promise]] = {
    Ask.DATE_ORDER: (
        gettext_lazy("Day or month first?"),
        gettext_lazy("The dates of this column can be read both ways."),
    ),
    Ask.DURATION_UNIT: (gettext_lazy("What do bare numbers mean as a duration?"), gettext_lazy("")),
    Ask.CLOCK_FORM: (gettext_lazy("What does 10:30 mean as a duration?"), gettext_lazy("")),
    Ask.DECIMAL_SIGN: (gettext_lazy("Which sign parts the decimals of amounts?"), gettext_lazy("")),
    Ask.DEFAULT_TYPE: (
        gettext_lazy("Which activity type are these rows?"),
        gettext_lazy("No column tells it. A name that is not there yet can be created."),
    ),
    Ask.DEFAULT_OWNER: (
        gettext_lazy("Whose are these rows?"),
        gettext_lazy("No column tells who gets the credit."),
    ),
    Ask.OWNER: (gettext_lazy("Who is this?"), gettext_lazy("Nobody here has this name or e-mail address.")),
    Ask.TYPE: (
        gettext_lazy("Which activity type is this?"),
        gettext_lazy("There is none of this name. Say which one is meant, or have it created."),
    ),
    Ask.OUTCOME: (
        gettext_lazy("Which outcome is this?"),
        gettext_lazy("There is none of this name. Say which one is meant, or have it created."),
    ),
    Ask.OUTCOME_OF_TYPE: (
        gettext_lazy("May these activities end like this?"),
        gettext_lazy("The activity type does not allow the outcome so far."),
    ),
    Ask.STATUS: (gettext_lazy("What does this status mean?"), gettext_lazy("")),
    Ask.COMPLETED_FROM_DUE: (
        gettext_lazy("When was it done?"),
        gettext_lazy("These rows are done and no column tells when."),
    ),
    Ask.SWAPPED_DATES: (
        gettext_lazy("Compare some of these dates"),
        gettext_lazy(
            "Real dates stand beside text that reads only one way: a spreadsheet may have swapped days and months."
        ),
    ),
}

ORDERS = {
    "dmy": gettext_lazy("Day first: 03/04 is 3 April"),
    "mdy": gettext_lazy("Month first: 03/04 is 4 March"),
    "ymd": gettext_lazy("Year first"),
}
UNITS = {
    "milliseconds": gettext_lazy("Milliseconds"),
    "seconds": gettext_lazy("Seconds"),
    "minutes": gettext_lazy("Minutes"),
    "hours": gettext_lazy("Hours"),
    "days": gettext_lazy("Days"),
}
CLOCKS = {
    "h:mm": gettext_lazy("10 hours and 30 minutes"),
    "m:ss": gettext_lazy("10 minutes and 30 seconds"),
}
SIGNS = {".": gettext_lazy("A point: 1,234.50"), ",": gettext_lazy("A comma: 1.234,50")}
STATUSES = {
    "planned": gettext_lazy("Planned"),
    "completed": gettext_lazy("Completed"),
    "cancelled": gettext_lazy("Cancelled"),
}


@dataclass(frozen=True)
class Asked:
    """One line of a question: `name` of its field, what it is about, how many rows, and the choices with the chosen
    one. Groups of choices have a heading."""

    name: str
    about: str
    count: int
    example: str
    groups: Sequence[tuple[str, Choices]]
    chosen: str
    is_text: bool = False


@dataclass
class Section:
    """Lines of one sort. `blocks` says that the file can't be brought in without; `more` are asked later."""

    key: str
    title: Promise
    help_text: Promise
    blocks: bool
    lines: list[Asked] = field(default_factory=list)
    more: int = 0


def sections_of(batch: ImportBatch, viewer: Member, sent: Mapping[str, str] | None = None) -> list[Section]:
    """All that is asked, by sort; what was `sent` is chosen. Needs no query: settings and members are kept in
    memory."""
    answers, words = Answers.from_json(batch.answers), _Words(viewer)
    found: dict[str, Section] = {}
    for place, data in enumerate(batch.questions):
        question = question_from_json(data)
        if question.ask is Ask.OUTCOME_OF_TYPE and _comes_by_itself(question, answers, words):
            continue
        title, help_text = _HEADINGS[question.ask]
        key = question.ask.value
        section = found.setdefault(key, Section(key, title, help_text, question.blocks))
        if len(section.lines) >= AT_ONCE:
            section.more += 1
            continue
        groups, chosen = words.choices(question, answers)
        section.lines.append(
            Asked(
                f"q{place}",
                _about(question),
                question.count,
                question.example,
                groups,
                (sent or {}).get(f"q{place}", chosen),
                question.ask is Ask.DEFAULT_TYPE or (question.ask is Ask.TYPE and not question.about),
            )
        )
    return list(found.values())


def _about(question: Question) -> str:
    if question.ask is Ask.OUTCOME_OF_TYPE:
        return f"{question.about}: {question.example}"
    if not question.about and question.ask in (Ask.OWNER, Ask.DEFAULT_OWNER):
        return str(_("Rows without an owner whom we know"))
    return question.about or str(_("Rows without one"))


def _comes_by_itself(question: Question, answers: Answers, words: "_Words") -> bool:
    """With a new type or a new outcome the pair is allowed by making it."""
    known = words.type_keys
    return (
        folded(question.about) in answers.new_types
        or folded(question.example) in answers.new_outcomes
        or (folded(question.about) not in known and folded(question.about) not in answers.types)
    )


class _Words:
    """Choices in words, made once for a page."""

    def __init__(self, viewer: Member) -> None:
        catalogue = catalogue_of(viewer.organisation)
        self.types = [(f"{SAME}{one.pk}", one.name) for one in catalogue.types.values() if one.archived_at is None]
        self.type_keys = {folded(one.name) for one in catalogue.types.values()}
        self.outcomes = [
            (f"{SAME}{one.pk}", one.name) for one in catalogue.outcomes.values() if one.archived_at is None
        ]
        self.members = [(f"{SAME}{one.pk}", one.name) for one in members_here(viewer)]
        self.categories = [
            (f"{NEW}{key}", _("Create it as: %(category)s") % {"category": one.label})
            for key, one in categories().items()
        ]

    def choices(self, question: Question, answers: Answers) -> tuple[Sequence[tuple[str, Choices]], str]:
        """The groups of choices, and the chosen one: what was said, else what is suggested."""
        ask, key = question.ask, folded(question.about)
        if ask is Ask.DATE_ORDER:
            return _plain((one, ORDERS[one]) for one in question.choices), question.suggestion
        if ask is Ask.DURATION_UNIT:
            return _plain(UNITS.items()), question.suggestion
        if ask is Ask.CLOCK_FORM:
            return _plain(CLOCKS.items()), ""
        if ask is Ask.DECIMAL_SIGN:
            return _plain(SIGNS.items()), ""
        if ask is Ask.STATUS:
            return _plain([("", _("Leave these rows out")), *STATUSES.items()]), answers.statuses.get(key, "")
        if ask is Ask.COMPLETED_FROM_DUE:
            return _plain([("", _("Leave these rows out")), ("due", _("On the day it was due"))]), ""
        if ask is Ask.OUTCOME_OF_TYPE:
            chosen = "allow" if [key, folded(question.example)] in answers.allowed else ""
            return _plain([("", _("No: leave these rows out")), ("allow", _("Yes: allow it"))]), chosen
        if ask in (Ask.OWNER, Ask.DEFAULT_OWNER):
            return self._owners(question), ""
        if ask is Ask.OUTCOME:
            return self._outcomes(question), NEW if key in answers.new_outcomes else ""
        if ask is Ask.TYPE and question.about:
            made = answers.new_types.get(key)
            return self._types(question), f"{NEW}{made}" if made else self._suggested(question)
        return (), question.suggestion

    def _suggested(self, question: Question) -> str:
        """A name that is like none here is most likely a type that is still to be made."""
        return "" if question.choices else f"{NEW}{question.suggestion or 'other'}"

    def _owners(self, question: Question) -> Sequence[tuple[str, Choices]]:
        nothing = [] if question.blocks else [("", _("Leave these rows out"))]
        near = [one for one in self.members if one[1] == question.suggestion]
        return [("", nothing), *_near(near), (_("Everybody"), self.members)]

    def _types(self, question: Question) -> Sequence[tuple[str, Choices]]:
        near = [one for one in self.types if one[1] in question.choices]
        return [
            ("", [("", _("Leave these rows out"))]),
            *_near(near),
            (_("Create it"), self.categories),
            (_("It is the same as"), self.types),
        ]

    def _outcomes(self, question: Question) -> Sequence[tuple[str, Choices]]:
        near = [one for one in self.outcomes if one[1] in question.choices]
        plain = [("", _("Leave these rows out")), (NEW, _("Create it")), (NOBODY, _("Take them without an outcome"))]
        return [("", plain), *_near(near), (_("It is the same as"), self.outcomes)]


def _near(found: Choices) -> Sequence[tuple[str, Choices]]:
    return [(_("Most like it"), found)] if found else []


def _plain(choices: "Iterable[tuple[str, str | Promise]]") -> Sequence[tuple[str, Choices]]:
    return [("", [(key, str(label)) for key, label in choices])]
