"""Let Brevo's own client judge: it is generated from the vendor's description of the API.

Each request of ours is made once more by that client, by the method for its path, and must come out as the same: a
parameter or field that the vendor does not know fails, and so does a value outside of a listed choice. Each answer of
our fake must be one of the type that the method promises, without fields that this does not know.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from operator import attrgetter
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
from brevo import Brevo
from brevo.core.api_error import ApiError
from pydantic import BaseModel, TypeAdapter

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing

KEY = "xkeysib-0123456789abcdef"
_KEYS_BEGIN = "xkeysib-"

# What is asked -> the client's method for it. Groups are its arguments without names.
_METHODS = {
    "GET account": "account.get_account",
    "GET emailCampaigns": "email_campaigns.get_email_campaigns",
    "POST emailCampaigns/([^/]+)/exportRecipients": "email_campaigns.email_export_recipients",
    "GET processes/([^/]+)": "process.get_process",
    "GET contacts/lists": "contacts.get_lists",
    "POST contacts/lists/([^/]+)/contacts/add": "contacts.add_contact_to_list",
    "POST contacts": "contacts.create_contact",
    "PUT contacts/([^/]+)": "contacts.update_contact",
    "GET contacts/([^/]+)/campaignStats": "contacts.get_contact_stats",
    "GET webhooks": "webhooks.get_webhooks",
    "POST webhooks": "webhooks.create_webhook",
    "DELETE webhooks/([^/]+)": "webhooks.delete_webhook",
}


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises an `AssertionError`, or a `ValidationError` of pydantic, where either is not allowed."""
    assert request.headers["api-key"].startswith(_KEYS_BEGIN)
    sent: list[httpx.Request] = []
    name, places = _method_of(request)
    method = attrgetter(name)(_client(sent, answer, request.headers["api-key"]))
    found, named = _arguments(method, request, places)
    # An error is read as one, and raised.
    with suppress(ApiError) if not answer.ok else nullcontext():
        method(*found, **named)
    (theirs,) = sent
    assert _compared(theirs.method, str(theirs.url), theirs.read()) == _compared(
        request.method, request.url, request.body
    )
    assert theirs.headers["api-key"] == request.headers["api-key"]
    if answer.ok and answer.body:
        _closed(TypeAdapter(get_type_hints(method)["return"]).validate_json(answer.body))


def _client(sent: list[httpx.Request], answer: Answer, key: str) -> Brevo:
    def answered(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(answer.status, headers=dict(answer.headers), content=answer.body)

    return Brevo(api_key=key, max_retries=0, httpx_client=httpx.Client(transport=httpx.MockTransport(answered)))


def _method_of(request: Outgoing) -> tuple[str, tuple[str, ...]]:
    asked = f"{request.method} {urlsplit(request.url).path.removeprefix('/v3/')}"
    for pattern, name in _METHODS.items():
        found = re.fullmatch(pattern, asked)
        if found:
            return name, found.groups()
    raise AssertionError(f"{asked} is not known")


def _compared(method: str, url: str, body: bytes) -> tuple[Any, ...]:
    parts = urlsplit(url)
    return method, unquote(parts.path), sorted(parse_qsl(parts.query)), json.loads(body) if body else None


def _arguments(
    method: Callable[..., Any], request: Outgoing, places: tuple[str, ...]
) -> tuple[list[Any], dict[str, Any]]:
    hints, parameters = get_type_hints(method), inspect.signature(method).parameters
    positional = [name for name, one in parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    found = [_value(hints[name], unquote(text), name) for name, text in zip(positional, places, strict=True)]
    given: dict[str, Any] = dict(parse_qsl(urlsplit(request.url).query))
    body = json.loads(request.body) if request.body else None
    if "request" in parameters:
        given["request"] = body
    else:
        given |= body or {}
    named = {}
    for name, value in given.items():
        theirs = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        assert theirs in parameters, f"{request.method} {request.url} knows no {name}"
        named[theirs] = _value(hints[theirs], value, name)
    return found, named


def _value(hint: Any, value: Any, name: str) -> Any:
    """As the client takes it. A choice that it leaves open for later ones is closed to those it lists."""
    for choices, one in _choices(hint, value):
        assert one in choices, f"{name} can't be {one}"
    read = TypeAdapter(hint).validate_python(value)
    _closed(read)
    return read


def _choices(hint: Any, value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if get_origin(hint) is Literal:
        yield get_args(hint), value
        return
    for part in get_args(hint):
        inner = value if isinstance(value, list) and get_origin(hint) is not None else [value]
        for one in inner:
            yield from _choices(part, one)


def _closed(read: Any) -> None:
    if isinstance(read, BaseModel):
        assert not read.model_extra, f"{type(read).__name__} knows no {set(read.model_extra or ())}"
        for name in type(read).model_fields:
            _closed(getattr(read, name))
    elif isinstance(read, list | tuple):
        for one in read:
            _closed(one)
