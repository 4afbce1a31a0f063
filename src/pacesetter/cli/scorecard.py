"""`pacesetter scorecard`: a member's scorecard or a board in the terminal."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from pacesetter.cli.command import Command
from pacesetter.cli.organisation_choice import add_organisation_argument, chosen_organisation
from pacesetter.core.periods import PeriodKind


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; write it as YYYY-MM-DD") from None
    if not 1970 <= day.year < 2200:
        raise ArgumentTypeError(f"{text} is too far away; give a day from 1970-01-01 to 2199-12-31")
    return day


def _add_arguments(parser: ArgumentParser) -> None:
    add_organisation_argument(parser)
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--member", metavar="EMAIL", help="the scorecard of this member")
    whose.add_argument("--team", metavar="NAME", help="the board of this team; without either, of everybody")
    parser.add_argument("--period", choices=[kind.value for kind in PeriodKind], default=PeriodKind.MONTH.value)
    parser.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="a day of the period (today)")
    parser.add_argument("--csv", action="store_true", help="write CSV with all figures instead")


def _run(options: Namespace) -> int:
    from pacesetter.cli.scorecard_view import board_view, member_view
    from pacesetter.tenancy.scope import scope

    organisation = chosen_organisation(options.organisation)
    with scope(organisation):
        kind = PeriodKind(options.period)
        if options.member is not None:
            view = member_view(organisation, options.member, kind, options.day)
        else:
            view = board_view(organisation, options.team, kind, options.day)
        if options.csv:
            view.write_csv(sys.stdout)
        else:
            print(view.text())
    return 0


SCORECARD = Command("scorecard", "Show a member's scorecard, or a team's board, as a table.", _run, _add_arguments)
