"""`pacesetter demo`: load the demo organisation, load it again with today's dates, or remove it."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure

if TYPE_CHECKING:
    from pacesetter.demo import Loaded
    from pacesetter.tenancy.models import Organisation

_ALLOW = "--yes-on-a-public-address"


def _add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--remove", action="store_true", help="remove the demo organisation and everything in it")
    what.add_argument("--again", action="store_true", help="remove it and load it anew, dated from today")
    parser.add_argument("--seed", type=int, metavar="NUMBER", help="another number makes another year by chance")
    parser.add_argument(
        _ALLOW, dest="allowed", action="store_true", help="load it although strangers could log in with its password"
    )


def _run(options: Namespace) -> int:
    if options.remove:
        return _remove()
    refuse_exposure(allowed=options.allowed)
    from pacesetter.core import clock
    from pacesetter.demo import SEED, demo_organisation, remove

    present = demo_organisation()
    if present is not None:
        if not options.again:
            made_on = clock.local_day(present.created_at, clock.time_zone(present.time_zone))
            raise Failure(
                f"The demo organisation is here already, made on {made_on.isoformat()}.",
                "`pacesetter demo --again` makes it anew, dated from today (what was typed into it is lost); "
                "`pacesetter demo --remove` removes it.",
            )
        remove(present)
    _load_and_tell(SEED if options.seed is None else options.seed, load=_load_beside_others)
    return 0


def _remove() -> int:
    from pacesetter.demo import demo_organisation, remove

    present = demo_organisation()
    if present is None:
        raise Failure("There is no demo organisation.", "nothing; `pacesetter demo` loads one.")
    remove(present)
    print(f"The demo organisation “{present.name}” and everything in it is gone.")
    return 0


def load_unless_there() -> None:
    """What `pacesetter run --demo` does first."""
    from pacesetter.demo import SEED, demo_organisation, load, reachable_by

    if demo_organisation() is None:
        refuse_exposure(allowed=False)
        print("Loading the demo organisation; this takes some seconds …", flush=True)
        # Nothing serves yet, so nobody waits.
        _load_and_tell(SEED, load=load)
        return
    print(_log_ins())
    if ways := reachable_by():
        print(f"Careful: others can reach this installation, since {' and '.join(ways)}.")


def refuse_exposure(*, allowed: bool) -> None:
    """A `Failure` where others than this machine can reach the product, unless that is `allowed`."""
    from pacesetter.demo import reachable_by

    ways = reachable_by()
    if ways and not allowed:
        raise Failure(
            "The demo's log-ins and their password are known to everybody, and others can reach this installation: "
            + " and ".join(ways)
            + ".",
            f"load the demo where only you can reach it, or, if nothing here is worth protecting, say `pacesetter demo "
            f"{_ALLOW}`.",
        )


def _load_beside_others(*, seed: int) -> "Loaded":
    """In short transactions, since a server may be at work. Where it breaks off, what is half made goes again."""
    from pacesetter.demo import demo_organisation, load, remove

    begun: Organisation | None = None

    def note(done: int, parts: int) -> None:
        nonlocal begun
        if begun is None:
            begun = demo_organisation()

    try:
        return load(seed=seed, tell=note)
    except BaseException:
        if begun is not None:
            remove(begun)
        raise


def _load_and_tell(seed: int, *, load: Callable[..., "Loaded"]) -> None:
    """Load the demo organisation and print what is in it and how to log in."""
    from pacesetter.core.refusal import Refusal

    started = time.monotonic()
    try:
        loaded = load(seed=seed)
    except Refusal as refusal:
        raise Failure(
            refusal.message, "give that organisation or person another name first; the demo needs this one."
        ) from None
    seconds = time.monotonic() - started
    print(
        f"The demo organisation “{loaded.organisation.name}” (short name: {loaded.organisation.slug}) is loaded: "
        f"{loaded.members} members, {loaded.companies} companies and {loaded.activities:,} activities "
        f"in {seconds:.0f} s.\n{_log_ins()}"
    )


def _log_ins() -> str:
    from django.conf import settings

    from pacesetter.demo import PASSWORD
    from pacesetter.demo.cast.people import BY_KEY, LOG_INS

    width = max(len(BY_KEY[key].email) for key, _ in LOG_INS)
    lines = [f"  {BY_KEY[key].email:<{width}}  {what}" for key, what in LOG_INS]
    return "\n".join(
        (
            f"Log in to the demo at {settings.PUBLIC_URL} with the password {PASSWORD} as",
            *lines,
            "Everybody knows this password: `pacesetter demo --remove` removes the demo before others come.",
        )
    )


DEMO = Command("demo", "Load a demo organisation with a year of activities, or remove it.", _run, _add_arguments)
