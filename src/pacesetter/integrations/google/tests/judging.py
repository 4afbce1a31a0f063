"""Hold our requests against Google's own descriptions of Calendar v3 and Gmail v1 (their discovery documents)."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing

_DESCRIBED = {"/calendar/v3/": ("calendar", "v3"), "/gmail/v1/": ("gmail", "v1")}


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises an `AssertionError` for a path, a parameter, or a field of the body that the description does not know."""
    path = urlsplit(request.url).path
    described = next((one for base, one in _DESCRIBED.items() if path.startswith(base)), None)
    if described is None:
        return
    document = _document(*described)
    method = _method(document, request.method, path)
    asked = dict(parse_qsl(urlsplit(request.url).query))
    known = method.get("parameters", {}) | document["parameters"]
    assert not asked.keys() - known.keys(), f"{path} knows no {asked.keys() - known.keys()}"
    for name, value in asked.items():
        assert value in known[name].get("enum", [value]), f"{name} can't be {value}"
    if request.body:
        _judge(document, json.loads(request.body), method["request"]["$ref"])
    if answer.ok and answer.body and "response" in method:
        _judge(document, json.loads(answer.body), method["response"]["$ref"])


@cache
def _document(name: str, version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get_static_doc(name, version))
    return found


def _method(document: Mapping[str, Any], verb: str, path: str) -> Mapping[str, Any]:
    for method in _methods(document):
        pattern = re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(document["servicePath"] + method["path"]))
        if method["httpMethod"] == verb and re.fullmatch(pattern, path.lstrip("/")):
            return method
    raise AssertionError(f"there is no {verb} {path}")


def _methods(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _methods(inner)


def _judge(document: Mapping[str, Any], value: Any, schema: str) -> None:
    properties = document["schemas"][schema].get("properties", {})
    assert not value.keys() - properties.keys(), f"{schema} knows no {value.keys() - properties.keys()}"
    for name, inner in value.items():
        _judge_property(document, inner, properties[name], f"{schema}.{name}")


def _judge_property(document: Mapping[str, Any], value: Any, described: Mapping[str, Any], name: str) -> None:
    if "$ref" in described:
        _judge(document, value, described["$ref"])
    elif described.get("type") == "array":
        assert isinstance(value, list), f"{name} is a list"
        for one in value:
            _judge_property(document, one, described["items"], name)
    elif described.get("type") == "object" and "properties" in described:
        assert not value.keys() - described["properties"].keys(), f"{name} knows no {value.keys()}"
        for inner, one in value.items():
            _judge_property(document, one, described["properties"][inner], f"{name}.{inner}")
    elif described.get("type") == "object":  # any names, values of one kind
        for one in value.values():
            _judge_property(document, one, described.get("additionalProperties", {}), name)
    else:
        kind = {"string": str, "integer": int, "boolean": bool, "number": float}.get(str(described.get("type")), object)
        assert isinstance(value, kind), f"{name} is no {described.get('type')}"
        assert value in described.get("enum", [value]), f"{name} can't be {value}"
