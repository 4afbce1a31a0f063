"""The demo organisation is the same one each time. `test_script.py` compares the whole of its script; a part will do to
see whether making it into rows leaves anything to chance."""

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.demo import load, remove
from pacesetter.demo.tests.content import content
from pacesetter.demo.tests.test_load import NOW
from pacesetter.tenancy.scope import scope


@pytest.mark.slow
@pytest.mark.usefixtures("thin_demo")
def test_the_same_seed_at_the_same_moment_makes_the_same_again(db: None) -> None:
    made = []
    for _ in range(2):
        with clock.standing_at(NOW):
            organisation = load().organisation
            with pytest.raises(Refusal, match="here already"):
                load()
        with scope(organisation):
            made.append(content())
        remove(organisation)
    assert made[0].count(b"\n") > 1_000
    assert made[0] == made[1]
