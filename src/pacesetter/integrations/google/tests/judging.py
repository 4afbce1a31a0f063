"""Hold our requests against Google's own description of Calendar v3 (its discovery document)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing

_BASE = "/calendar/v3/"


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises an `AssertionError` for a path, a parameter, or a field of the body that the description does not know."""
    path = urlsplit(request.url).path
    if not path.startswith(_BASE):
        return
    method = _method(request.method, path.removeprefix(_BASE))
    asked = dict(parse_qsl(urlsplit(request.url).query))
    known = method.get("parameters", {}) | _document()["parameters"]
    assert not asked.keys() - known.keys(), f"{path} knows no {asked.keys() - known.keys()}"
    for name, value in asked.items():
        assert value in known[name].get("enum", [value]), f"{name} can't be {value}"
    if request.body:
        _judge(json.loads(request.body), method["request"]["$ref"])
    if answer.ok and answer.body and "response" in method:
        _judge(json.loads(answer.body), method["response"]["$ref"])


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get_static_doc("calendar", "v3"))
    return found


def _method(verb: str, path: str) -> Mapping[str, Any]:
    for resource in _document()["resources"].values():
        for method in resource["methods"].values():
            pattern = re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(method["path"]))
            if method["httpMethod"] == verb and re.fullmatch(pattern, path):
                found: Mapping[str, Any] = method
                return found
    raise AssertionError(f"there is no {verb} {path}")


def _judge(value: Any, schema: str) -> None:
    properties = _document()["schemas"][schema].get("properties", {})
    assert not value.keys() - properties.keys(), f"{schema} knows no {value.keys() - properties.keys()}"
    for name, inner in value.items():
        _judge_property(inner, properties[name], f"{schema}.{name}")


def _judge_property(value: Any, described: Mapping[str, Any], name: str) -> None:
    if "$ref" in described:
        _judge(value, described["$ref"])
    elif described.get("type") == "array":
        assert isinstance(value, list), f"{name} is a list"
        for one in value:
            _judge_property(one, described["items"], name)
    elif described.get("type") == "object" and "properties" in described:
        assert not value.keys() - described["properties"].keys(), f"{name} knows no {value.keys()}"
        for inner, one in value.items():
            _judge_property(one, described["properties"][inner], f"{name}.{inner}")
    elif described.get("type") == "object":  # any names, values of one kind
        for one in value.values():
            _judge_property(one, described.get("additionalProperties", {}), name)
    else:
        kind = {"string": str, "integer": int, "boolean": bool, "number": float}.get(str(described.get("type")), object)
        assert isinstance(value, kind), f"{name} is no {described.get('type')}"
