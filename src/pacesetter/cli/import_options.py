"""The options of `pacesetter import` that answer questions about a file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pacesetter.cli.failure import Failure

if TYPE_CHECKING:
    from pacesetter.imports.answers import Answers
    from pacesetter.people.models import Member

_UNITS = ("milliseconds", "seconds", "minutes", "hours", "days")


def add_answers(parser: ArgumentParser) -> None:
    """The options, to be given as often as needed where they have two sides."""
    parser.add_argument("--map", action="append", metavar="COLUMN=FIELD", help="take a column for a field (or for -)")
    parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="what comes first in 03/04/2026")
    parser.add_argument("--duration-unit", choices=_UNITS, help="what a bare number means as a duration")
    parser.add_argument("--clock", choices=("h:mm", "m:ss"), help="what 10:30 means as a duration")
    parser.add_argument("--decimal-sign", choices=(".", ","), help="what parts the decimals of amounts")
    parser.add_argument("--time-zone", default="", metavar="ZONE", help="the zone of times that don't name one")
    parser.add_argument("--create-types", action="store_true", help="create missing activity types and outcomes")
    parser.add_argument("--default-type", default="", metavar="NAME", help="the activity type where a row has none")
    parser.add_argument("--default-owner", metavar="EMAIL", help="the owner where a row has none that is known")
    parser.add_argument(
        "--owner", action="append", metavar="TEXT=EMAIL", help="who is meant by a text (- leaves it out)"
    )
    parser.add_argument("--type", action="append", metavar="TEXT=NAME", help="which activity type a text means")
    parser.add_argument(
        "--outcome", action="append", metavar="TEXT=NAME", help="which outcome a text means (- for none)"
    )
    parser.add_argument("--status", action="append", metavar="TEXT=STATUS", help="planned, completed or cancelled")
    parser.add_argument("--completed-from-due", action="store_true", help="what is done was done on its due date")


def pairs(given: Sequence[str] | None, option: str) -> dict[str, str]:
    """`LEFT=RIGHT` as a dictionary. The left side may hold equals signs of its own."""
    found: dict[str, str] = {}
    for one in given or ():
        left, sign, right = one.rpartition("=")
        if not sign or not left:
            raise Failure(f"{option} {one!r} has no two sides.", f"write {option} “left=right”.")
        found[left.strip()] = right.strip()
    return found


def chosen_person(email: str | None) -> "Member":
    """The member who brings the file in: the one named, or the first administrator."""
    from pacesetter.people.models import AccessLevel, Member

    active = Member.objects.filter(archived_at__isnull=True).order_by("id")
    if email is not None:
        return _member(email, "--by")
    first = active.filter(access_level=AccessLevel.ADMINISTRATOR).first()
    if first is None:
        raise Failure("The organisation has no administrator.", "name a coordinator with --by.")
    return first


def answers_from(options: Namespace) -> "Answers":
    """What the options say, as the imports keep it. A `Failure` names what isn't known."""
    from zoneinfo import available_timezones

    from pacesetter.activities.models import ActivityType, Outcome
    from pacesetter.imports.answers import ALL_COLUMNS, LEAVE_OUT, Answers
    from pacesetter.imports.directory import member_key
    from pacesetter.imports.values.texts import folded

    if options.time_zone and options.time_zone not in available_timezones():
        raise Failure(f"There is no time zone {options.time_zone!r}.", "write one such as Pacific/Auckland.")
    types = {folded(one.name): one.pk for one in ActivityType.objects.all()}
    outcomes = {folded(one.name): one.pk for one in Outcome.objects.all()} | {"": LEAVE_OUT}
    answers = Answers(
        duration_unit=options.duration_unit or "",
        clock_form=options.clock or "",
        decimal_sign=options.decimal_sign or "",
        zone=options.time_zone,
        create_missing=options.create_types,
        default_type=options.default_type,
        completed_from_due=options.completed_from_due,
        default_owner=_member(options.default_owner, "--default-owner").pk if options.default_owner else None,
    )
    if options.date_order:
        answers.date_order = {ALL_COLUMNS: options.date_order}
    for text, email in pairs(options.owner, "--owner").items():
        answers.owners[member_key(text)] = LEAVE_OUT if email == "-" else _member(email, "--owner").pk
    for text, name in pairs(options.type, "--type").items():
        answers.types[folded(text)] = _known(types, name, "activity type")
    for text, name in pairs(options.outcome, "--outcome").items():
        answers.outcomes[folded(text)] = _known(outcomes, name, "outcome")
    for text, status in pairs(options.status, "--status").items():
        if status not in ("planned", "completed", "cancelled"):
            raise Failure(f"{status!r} is no status.", "write planned, completed or cancelled.")
        answers.statuses[folded(text)] = status
    return answers


def _known(ids: dict[str, int], name: str, what: str) -> int:
    from pacesetter.imports.values.texts import folded

    found = ids.get(folded(name))
    if found is None:
        raise Failure(f"There is no {what} {name!r}.", "write the name as it stands in the settings.")
    return found


def _member(email: str, option: str) -> "Member":
    from pacesetter.people.models import Member

    member = Member.objects.filter(email__iexact=email.strip()).first()
    if member is None:
        raise Failure(
            f"{option}: nobody here has the e-mail address {email}.", "write it as it stands with the member."
        )
    return member
