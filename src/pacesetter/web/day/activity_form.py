"""The form of an activity: what it shows, and what it makes of what is sent."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

from babel.numbers import get_currency_symbol
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pacesetter.activities.access import require_may_record_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, ActivityType, Outcome, RepeatUnit, Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id, written_ids
from pacesetter.meetings.models import MeetingOccurrence
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.series.words import weekday_names
from pacesetter.people.models import Member
from pacesetter.web.customers.members import members_looked_after
from pacesetter.web.day.amounts import read_minutes, read_money
from pacesetter.web.day.availability import Availability, availability_sent
from pacesetter.web.day.details import ShownDetail, sent_details, shown_details
from pacesetter.web.day.invitation import sent_invitation
from pacesetter.web.day.job_order import JOB, JobField, job_fields, sent_job
from pacesetter.web.day.lines import outcomes_of
from pacesetter.web.day.moments import moment_of, read_day, read_time
from pacesetter.web.day.picking import CompanyPick, ContactPick, picked_company, picked_contacts
from pacesetter.web.day.repeats import LABELS, Scope
from pacesetter.wording.numbers import current_locale

T = TypeVar("T")

PLANNED, DONE = "planned", "done"
# When something of an earlier day was done whose time nobody remembers.
_NOON = time(12)


class ActivityForm:
    """What was sent (or stands there at first), read field by field; `errors` are beside the fields.

    `values` holds texts as the browser sends them: what can't be read is shown again as it was written.
    """

    def __init__(
        self, viewer: Member, activity_type: ActivityType, values: QueryDict, activity: Activity | None = None
    ) -> None:
        self.viewer, self.activity_type, self.values, self.activity = viewer, activity_type, values, activity
        self.catalogue = catalogue_of(viewer.organisation)
        self.errors: dict[str, str] = {}
        self.company = CompanyPick()
        self.contacts = ContactPick()
        self.looked = False
        self.availability: Availability | None = None

    # What the page shows -----------------------------------------------------------------------------------------

    @property
    def asks(self) -> tuple[str, ...]:
        """The fields that the category wants."""
        return category_of(self.activity_type.category).form_fields

    @property
    def state(self) -> str:
        """Whether it is planned or done; what exists keeps its state."""
        if self.activity is not None:
            return DONE if self.activity.status == Status.COMPLETED else PLANNED
        return DONE if self.values.get("state") == DONE else PLANNED

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return outcomes_of(self.activity_type, self.catalogue)

    @cached_property
    def owners(self) -> Sequence[Member]:
        """For whom the viewer may record."""
        if not (self.viewer.sees_everyone or getattr(self.viewer, "leads_a_team", False)):
            return [self.viewer]
        return members_looked_after(self.viewer)

    @property
    def colleagues(self) -> list[Member]:
        """Who can take part."""
        return [member for member in self.catalogue.members.values() if member.archived_at is None]

    @cached_property
    def chosen_colleagues(self) -> list[int]:
        return written_ids(self.values.getlist("participants"))

    @property
    def units(self) -> list[tuple[str, Any]]:
        return list(RepeatUnit.choices)

    @property
    def rhythms(self) -> list[tuple[str, Any]]:
        """How a meeting can repeat; one that does goes on until it is cancelled."""
        return LABELS if not self.occurrence else LABELS[1:]

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        return [(str(number), name) for number, name in enumerate(weekday_names())]

    @property
    def chosen_days(self) -> list[str]:
        return self.values.getlist("repeat_days")

    @cached_property
    def occurrence(self) -> MeetingOccurrence | None:
        """The place in its series of what is edited."""
        if self.activity is None or "series" not in self.asks:
            return None
        return occurrence_of(self.activity)

    @property
    def scope(self) -> Scope:
        """In which meetings of the series what is sent changes something."""
        try:
            return Scope(self.values.get("scope", Scope.ONE.value))
        except ValueError:
            return Scope.ONE

    @cached_property
    def job_fields(self) -> list[JobField]:
        """What is asked about the job that the activity makes."""
        return job_fields(self.activity_type, self.values) if JOB in self.asks else []

    @property
    def detail_fields(self) -> list[ShownDetail]:
        """What only the category asks for."""
        return shown_details(self.activity_type, self.values)

    @property
    def currency(self) -> str:
        return str(get_currency_symbol(self.viewer.organisation.currency, locale=current_locale()))

    # What was sent -----------------------------------------------------------------------------------------------

    def read(self) -> dict[str, Any]:
        """The fields as verbs want them, without companies and contacts that are still to be added. Faults are kept in
        `errors`."""
        sent = self.values
        self.company = picked_company(self.viewer, sent)
        self.contacts = picked_contacts(self.viewer, sent, self.company.company)
        if self.company.error:
            self.errors["company"] = self.company.error
        if self.contacts.error:
            self.errors["contacts"] = self.contacts.error
        owner = self._read(self._owner) or self.viewer
        return {
            "owner": owner,
            "subject": sent.get("subject", "").strip()[:300],
            "note": sent.get("note", "").strip(),
            "participants": [
                self.catalogue.members[pk] for pk in self.chosen_colleagues if pk in self.catalogue.members
            ],
            "minutes": self._read(lambda: read_minutes(sent.get("minutes", ""))),
            "value_minor": self._read(lambda: read_money(sent.get("value", ""), self.viewer.organisation.currency)),
            "outcome": self._read(self._outcome),
            "day": self._read(lambda: read_day(sent.get("day", ""), field="day")),
            "time": self._read(lambda: read_time(sent.get("time", ""), field="time")),
            "every": self._read(self._every),
        }

    def look(self) -> None:
        """Find out who is free when; nothing is saved, and what else was sent is shown again."""
        self.read()
        self.errors.clear()
        self.looked = True
        usual = self.activity_type.default_minutes or 30
        self.availability = availability_sent(self.viewer, self.values, usual_minutes=usual)

    def details(self) -> dict[str, Any]:
        """What only its category understands: what is kept already, with what was sent."""
        kept = dict(self.activity.details) if self.activity is not None else {}
        kept |= sent_details(self.activity_type, self.values)
        if "invitation" in self.asks:
            kept |= sent_invitation(self.values)
        # Where nothing was there to choose from, nothing was chosen.
        if JOB in self.asks and self.job_fields:
            kept |= sent_job(self.values)
        return kept

    def refuse(self, refusal: Refusal) -> None:
        """Put a verb's refusal beside its field; above the form where it is about none of them."""
        name = _FIELD_OF.get(refusal.field, refusal.field)
        if name == "owner" and len(self.owners) == 1:
            name = ""
        self.errors[name] = refusal.message

    def _read(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    def _owner(self) -> Member:
        written = self.values.get("owner", "")
        if not written:
            return self.activity.owner if self.activity else self.viewer
        owner = self.catalogue.members.get(written_id(written) or 0)
        if owner is None:
            raise Refusal(_("Choose who it is for."), field="owner")
        if self.activity is None or owner.pk != self.activity.owner_id:
            require_may_record_for(self.viewer, owner)
        return owner

    def _outcome(self) -> Outcome | None:
        written = self.values.get("outcome", "")
        if not written or self.state != DONE:
            return None
        outcome = self.catalogue.outcomes.get(written_id(written) or 0)
        if outcome is None:
            raise Refusal(_("Choose how it ended."), field="outcome")
        return outcome

    def _every(self) -> int | None:
        written = self.values.get("every", "").strip()
        if not written or self.state != PLANNED:
            return None
        if not (written.isascii() and written.isdigit()) or len(written) > 3:
            raise Refusal(_("Give a whole number."), field="every")
        return int(written)


# Verbs name their inputs, forms their fields.
_FIELD_OF = {"due_on": "day", "due_at": "time", "at": "day", "activity_type": "", "unit": "every"}


def due_of(day: date | None, at: time | None, viewer: Member) -> dict[str, Any]:
    """When it is due, as verbs want it: in the viewer's zone, in which the form was filled in."""
    moment = moment_of(day, at, viewer.zone())
    return {"due_on": None if moment else day, "due_at": moment}


def done_at(day: date | None, at: time | None, viewer: Member) -> datetime | None:
    """When it was done; None means now. A day without a time is its noon, and today without one is now."""
    today = clock.today(viewer.zone())
    if day is None and at is None:
        return None
    if day is None or (day == today and at is None):
        return None if at is None else datetime.combine(today, at, viewer.zone())
    return datetime.combine(day, at or _NOON, viewer.zone())
