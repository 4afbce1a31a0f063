"""Requests as granian hands them over."""

from typing import Any
from urllib.parse import urlsplit


class Headers(dict[str, str]):
    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


class Scope:
    """A request with these headers, whose names may be written in any way."""

    def __init__(self, path: str, headers: dict[str, str], method: str = "GET") -> None:
        parts = urlsplit(path)
        self.method, self.path, self.query_string = method, parts.path, parts.query
        self.headers: Any = Headers({name.lower(): value for name, value in headers.items()})
