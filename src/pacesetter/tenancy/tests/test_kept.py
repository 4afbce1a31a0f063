import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from pacesetter.tenancy.kept import KeptBySettingsVersion
from pacesetter.tenancy.models import Organisation


@dataclass
class Made:
    organisation_id: int
    version: int


def make(organisation: Organisation) -> Made:
    return Made(organisation.pk, organisation.settings_version)


def known(number: int, version: int = 1) -> Organisation:
    return Organisation(pk=number, settings_version=version)


def test_it_is_made_again_only_when_the_version_is_another() -> None:
    kept = KeptBySettingsVersion(make)
    first = kept.of(known(1))
    assert kept.of(known(1)) is first is kept.kept(known(1))
    assert kept.kept(known(1, 2)) is None
    assert kept.of(known(1, 2)).version == 2
    # What is older is never answered with what is newer, nor the other way round.
    assert kept.of(known(1)).version == 1


def test_the_oldest_goes_when_there_are_many() -> None:
    kept = KeptBySettingsVersion(make)
    for number in range(50):
        kept.of(known(number))
    kept.of(known(0, 2))
    kept.of(known(50))
    assert kept.kept(known(0, 2)) is not None
    assert kept.kept(known(1)) is None
    assert kept.kept(known(2)) is not None
    kept.forget()
    assert kept.kept(known(2)) is None


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns all the time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_several_threads_let_go_of_the_oldest_at_once(hasty: None) -> None:
    kept = KeptBySettingsVersion(make)

    def ask(start: int) -> None:
        for number in range(start, start + 4000):
            assert kept.of(known(number % 331)).organisation_id == number % 331

    with ThreadPoolExecutor(8) as pool:
        for asking in [pool.submit(ask, start) for start in range(0, 800, 100)]:
            asking.result()
