"""The way out: only to the public internet, and only encrypted."""

from collections.abc import Iterator

import pytest

from pacesetter.integrations import sending
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.sending import Outgoing, Sender


@pytest.fixture
def nobody_stands_in(nobody_is_reached: None) -> Iterator[None]:
    """The real way out."""
    kept = list(sending._stand_ins)
    sending._stand_ins.clear()
    yield
    sending._stand_ins.extend(kept)


@pytest.mark.usefixtures("nobody_stands_in")
@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/v2/me", "https://[::1]/", "https://169.254.169.254/latest/", "http://example.org/"]
)
def test_a_host_inside_and_plain_http_are_refused_as_a_wrong_setting(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sender() as sender, pytest.raises(Failure) as told:
        sender.send(Outgoing("GET", url))
    assert (told.value.kind, told.value.may_have_acted) == (FailureKind.CONFIGURATION, False)


def test_a_request_is_shown_without_its_secrets() -> None:
    shown = repr(Outgoing("GET", "https://api.example/", {"Authorization": "Bearer secret"}, b"secret"))
    assert "secret" not in shown
