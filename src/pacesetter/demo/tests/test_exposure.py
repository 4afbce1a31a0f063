import pytest
from pytest_django import Settings

from pacesetter.config.parsers import Listen
from pacesetter.demo.exposure import reachable_by


@pytest.mark.parametrize("url", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_this_machine_alone_is_no_exposure(url: str, settings: Settings) -> None:
    settings.PUBLIC_URL = url
    settings.LISTEN = Listen("127.0.0.1", 8000)
    assert reachable_by() == []


@pytest.mark.parametrize("url", ["https://sales.example.org", "http://10.0.0.4:8000", "http://localhost.example.org"])
def test_any_other_address_is_one(url: str, settings: Settings) -> None:
    settings.PUBLIC_URL = url
    settings.LISTEN = Listen("127.0.0.1", 8000)
    assert reachable_by() == [f"its address is {url} (PACESETTER_URL)"]


def test_so_is_listening_for_everybody(settings: Settings) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    settings.LISTEN = Listen("0.0.0.0", 8000)  # noqa: S104
    assert reachable_by() == ["it listens on 0.0.0.0 (PACESETTER_LISTEN)"]
