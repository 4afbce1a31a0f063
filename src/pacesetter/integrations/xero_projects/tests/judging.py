"""Let Xero's own client judge: it is generated from the vendor's OpenAPI documents.

Each request of ours is made once more by that client, by the method for its path, and must come out as the same: a
parameter or field that the vendor does not know fails, and so does a number outside of its bounds. Each answer of our
fake is read by it, and must hold no field that it does not know.
"""

import inspect
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from xero_python.accounting import AccountingApi  # type: ignore[import-untyped]
from xero_python.api_client import ApiClient  # type: ignore[import-untyped]
from xero_python.api_client.configuration import Configuration  # type: ignore[import-untyped]
from xero_python.api_client.serializer import serialize  # type: ignore[import-untyped]
from xero_python.project import ProjectApi  # type: ignore[import-untyped]

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing

# What is asked -> the client's API and method for it, and the model that it is sent.
_METHODS = {
    "GET /api.xro/2.0/Contacts": (AccountingApi, "get_contacts", ""),
    "POST /api.xro/2.0/Contacts": (AccountingApi, "update_or_create_contacts", "contacts:Contacts"),
    "GET /projects.xro/2.0/Projects": (ProjectApi, "get_projects", ""),
    "GET /projects.xro/2.0/Projects/(?P<project_id>[^/]+)": (ProjectApi, "get_project", ""),
    "POST /projects.xro/2.0/Projects": (
        ProjectApi,
        "create_project",
        "project_create_or_update:ProjectCreateOrUpdate",
    ),
}
_HEADERS = ("xero-tenant-id", "idempotency-key")


class _Answered:
    """What the client takes for an answer of its own network."""

    def __init__(self, answer: Answer) -> None:
        self.status, self.data, self.text = answer.status, answer.body, answer.body.decode()

    def getheaders(self) -> dict[str, str]:
        return {}


class _Client(ApiClient):  # type: ignore[misc]
    """The vendor's, with our fake for the network."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(Configuration())
        self.answer, self.sent, self.body = answer, tuple[Any, ...](), None

    def update_params_for_auth(self, headers: Any, query: Any, settings: Any) -> None:
        """Consent is judged elsewhere."""

    def request(self, method: str, url: str, query_params: Any = None, headers: Any = None, **more: Any) -> Any:
        query = sorted((name, str(value)) for name, value in query_params or [])
        self.sent, self.body = (method, urlsplit(url).path, query, _named(headers)), more.get("body")
        return _Answered(self.answer)


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises an `AssertionError`, or a `ValueError` of the client, where either is not allowed."""
    (of, name, sends), place = _method_of(request)
    client = _Client(answer)
    api = of(client)
    method = getattr(api, name)
    given = _arguments(method, request) | place
    body = json.loads(request.body) if request.body else None
    if sends:
        argument, _colon, model = sends.partition(":")
        given[argument] = _read(client, api, model, body)
    read = method(**given, _preload_content=answer.ok)
    parts = urlsplit(request.url)
    ours = request.method, parts.path, sorted(parse_qsl(parts.query)), _named(request.headers)
    assert client.sent == ours, f"{client.sent} is not {ours}"
    _same(body, client.body)
    if answer.ok:
        _same(json.loads(answer.body), serialize(read))


def _method_of(request: Outgoing) -> tuple[tuple[Any, str, str], dict[str, str]]:
    asked = f"{request.method} {urlsplit(request.url).path}"
    for pattern, method in _METHODS.items():
        found = re.fullmatch(pattern, asked)
        if found:
            return method, found.groupdict()
    raise AssertionError(f"{asked} is not known")


def _arguments(method: Any, request: Outgoing) -> dict[str, Any]:
    known, given = inspect.signature(method).parameters, dict[str, Any]()
    for name, value in parse_qsl(urlsplit(request.url).query):
        theirs = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        assert theirs in known, f"{request.url} knows no {name}"
        if theirs in ("project_ids", "i_ds"):
            given.setdefault(theirs, []).append(value)
        else:
            given[theirs] = int(value) if theirs in ("page", "page_size") else value
    given["xero_tenant_id"] = request.headers["Xero-Tenant-Id"]
    if "Idempotency-Key" in request.headers:
        given["idempotency_key"] = request.headers["Idempotency-Key"]
    return given


def _read(client: _Client, api: Any, model: str, body: Any) -> Any:
    return client.deserialize(_Answered(Answer(200, {}, json.dumps(body).encode())), model, api.get_model_finder())


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    """Those that mean something, for the client writes some in small letters."""
    return {name.lower(): value for name, value in headers.items() if name.lower() in _HEADERS}


def _same(told: Any, read: Any) -> None:
    """What the client did not read into its models is gone when it writes them down again; it adds what is so by
    default, and writes moments in its own way."""
    if isinstance(told, Mapping):
        assert not told.keys() - read.keys(), f"the vendor knows no {told.keys() - read.keys()}"
        for name, value in told.items():
            _same(value, read[name])
    elif isinstance(told, list):
        for one, other in zip(told, read, strict=True):
            _same(one, other)
    elif told != read:
        assert datetime.fromisoformat(told) == datetime.fromisoformat(read)
