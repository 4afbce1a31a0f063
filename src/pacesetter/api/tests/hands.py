"""Verbs that the API does not offer, done at random by processes that are killed as servers are.

The process loads everything once and forks the hands; whoever of them is killed is forked anew. What each did is added
to a file, a line "<deed> <word>" each: `done`, `refused`, or what broke. Started by killed_servers.py:
`python -m pacesetter.api.tests.hands ORGANISATION FILE`.
"""

import os
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import django

HANDS = 2


def hand(organisation_id: int, told: Path, seed: int) -> None:
    """Do one deed after the other, as long as whoever forked this one lives."""
    from pacesetter.api.tests.deeds import DEEDS
    from pacesetter.core.refusal import Refusal
    from pacesetter.tenancy.scope import scope

    dice, parent = random.Random(seed), os.getppid()
    with scope(organisation_id), told.open("ab", buffering=0) as file:
        while os.getppid() == parent:
            name, do = dice.choice(list(DEEDS.items()))
            file.write(f"{name} {_word(do, dice, Refusal)}\n".encode())


def _word(do: Callable[[random.Random], object], dice: random.Random, refusal: type[Exception]) -> str:
    try:
        do(dice)
    except refusal:
        return "refused"
    except Exception as error:  # the test shows it
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        return " ".join([*repr(error).split(), "at", *places[-12:]])
    return "done"


def _fork(organisation_id: int, told: Path, seed: int) -> None:
    if os.fork() == 0:
        try:
            hand(organisation_id, told, seed)
        finally:
            os._exit(1)


def main(organisation_id: int, told: Path) -> None:
    """Fork hands for ever. Seeds are other ones after this process was killed too."""
    seeds = random.Random(os.getpid())
    for _ in range(HANDS):
        _fork(organisation_id, told, seeds.randrange(10**9))
    while True:
        os.wait()
        _fork(organisation_id, told, seeds.randrange(10**9))


if __name__ == "__main__":
    django.setup()
    import pacesetter.api.tests.deeds  # noqa: F401 - loaded once, for all of them

    main(int(sys.argv[1]), Path(sys.argv[2]))
