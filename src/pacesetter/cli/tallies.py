"""`pacesetter tallies check|rebuild`: compare the totals with the activities, or make them anew."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pacesetter.cli.command import Command
from pacesetter.cli.organisation_choice import chosen_organisations

if TYPE_CHECKING:
    from pacesetter.tenancy.models import Organisation

# So many differences are told one by one; whoever has more needs a rebuild and not a longer list.
_TOLD = 20


def _add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="check|rebuild", required=True)
    check = what.add_parser("check", help="compare the totals with the activities; exit code 1 where they differ")
    check.set_defaults(work=_check)
    rebuild = what.add_parser("rebuild", help="make the totals anew from the activities")
    rebuild.set_defaults(work=_rebuild)
    for parser in (check, rebuild):
        parser.add_argument("--organisation", metavar="SLUG", help="only this one, by its short name")


def _run(options: Namespace) -> int:
    organisations = chosen_organisations(options.organisation)
    if not organisations:
        print("There is no organisation yet, so there is nothing to do.")
    from pacesetter.tenancy.scope import scope

    code = 0
    for organisation in organisations:
        with scope(organisation):
            code = max(code, options.work(organisation))
    return code


def _check(organisation: "Organisation") -> int:
    from pacesetter.cli.mismatch_words import in_words
    from pacesetter.kpis import tallies

    found = tallies.mismatches()
    if not found:
        print(f"{organisation.slug}: all totals agree with the activities.")
        return 0
    print(f"{organisation.slug}: {len(found)} totals differ from the activities.")
    for line in in_words(found[:_TOLD]):
        print(f"  {line}")
    if len(found) > _TOLD:
        print(f"  … and {len(found) - _TOLD} more.")
    print(f"  What to do: `pacesetter tallies rebuild --organisation {organisation.slug}` makes them right.")
    return 1


def _rebuild(organisation: "Organisation") -> int:
    from pacesetter.kpis import tallies

    days, months, mended = tallies.rebuild()
    print(f"{organisation.slug}: {days} totals by day and {months} by month are right now; {mended} had to be written.")
    return 0


TALLIES = Command("tallies", "Check the totals behind the figures, or make them anew.", _run, _add_arguments)
