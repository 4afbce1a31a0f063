import socket

import pytest

from pacesetter.cli.failure import Failure
from pacesetter.cli.ports import refuse_taken_port


def test_a_free_port_is_accepted_and_left_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_a_taken_port_is_refused_with_one_to_try_instead() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} on 127.0.0.1 is taken") as raised:
            refuse_taken_port("127.0.0.1", port)
    assert f"PACESETTER_LISTEN=127.0.0.1:{port + 1}" in raised.value.remedy


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Failure, match=r"Can't listen on 192\.0\.2\.1"):
        refuse_taken_port("192.0.2.1", 8000)
