"""Look whether a port is free, before a server fails on it with a worse message."""

import errno
import socket

from pacesetter.cli.failure import Failure


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `Failure` where the address can't be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return
        except OSError as error:
            raise _explained(host, port, error) from error


def _explained(host: str, port: int, error: OSError) -> Failure:
    if error.errno == errno.EADDRINUSE:
        return Failure(
            f"Port {port} on {host} is taken by another program, perhaps by Pacesetter itself.",
            f"stop that program, or choose another port: PACESETTER_LISTEN={host}:{port + 1}",
        )
    if error.errno == errno.EACCES:
        return Failure(
            f"Port {port} may only be opened by the system's administrator.",
            "choose a port from 1024 up with PACESETTER_LISTEN, and let a reverse proxy stand in front",
        )
    return Failure(
        f"Can't listen on {host}:{port}: {error.strerror or error}.",
        "set PACESETTER_LISTEN to an address of this machine, such as 127.0.0.1:8000 or 0.0.0.0:8000",
    )
