"""A part of the machine that a test works with, such as a mail server or a browser, is not there."""

import os
from typing import NoReturn

import pytest

from tools.boot.parts import ALL_PARTS


def missing(what: str) -> NoReturn:
    """Leave the test out and say why; fail where every part must be there."""
    if os.environ.get(ALL_PARTS):
        pytest.fail(f"{what}. Under {ALL_PARTS} no test is left out for that: install it, or unset the variable.")
    pytest.skip(what)
