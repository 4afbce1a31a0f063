"""Compare what the imitation knows of API V1 with the vendor's own document, where somebody has it: it is in no
package, and not ours to put here.

`python -m pacesetter.integrations.workflowmax_v1.tests.compare FOLDER` reads its YAML files, in whatever parts. It says
what we know and the vendor does not, and answers 1 where there is any.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pacesetter.integrations.workflowmax_v1.tests.fake import KNOWN

_VERBS = {"get", "post", "put", "delete"}


def read(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Operations by "METHOD path", and schemas by name."""
    operations, schemas = dict[str, Any](), dict[str, Any]()
    for file in sorted(folder.rglob("*.yaml")):
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        for name, part in _parts(found):
            if name.startswith("/"):
                of = part if isinstance(part, dict) else {}
                operations |= {f"{verb.upper()} {name[1:]}": one for verb, one in of.items() if verb in _VERBS}
            elif isinstance(part, dict) and ("properties" in part or "allOf" in part or "items" in part):
                schemas[name.lower()] = part
    return operations, schemas


def _parts(found: Any) -> Iterator[tuple[str, Any]]:
    for name, part in found.items() if isinstance(found, dict) else ():
        yield str(name), part
        if name in ("paths", "components", "schemas"):
            yield from _parts(part)


def names(schema: Any, schemas: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[str]:
    """Every element below, by its path, and every attribute."""
    if not isinstance(schema, dict) or depth > 6:
        return
    if "$ref" in schema:
        schema = schemas.get(Path(re.split(r"[#/]", schema["$ref"])[-1]).name.removesuffix(".yaml").lower(), {})
    for part in schema.get("allOf", []):
        yield from names(part, schemas, before, depth + 1)
    for name, inner in schema.get("properties", {}).items():
        called = inner.get("xml", {}).get("name", name)
        if inner.get("xml", {}).get("attribute"):
            yield f"{before.rstrip('/')}@{called}"
            continue
        yield before + called
        yield from names(inner, schemas, f"{before}{called}/", depth + 1)
        if "items" in inner:
            one = inner["items"]
            inside = one.get("xml", {}).get("name", "") if isinstance(one, dict) else ""
            wrapped = f"{before}{called}/{inside}/" if inner.get("xml", {}).get("wrapped") else f"{before}{called}/"
            yield from (wrapped.rstrip("/"), *names(one, schemas, wrapped, depth + 1))


def main(folder: Path) -> int:
    operations, schemas = read(folder)
    unknown = 0
    for asked, (query, elements) in KNOWN.items():
        shape = re.escape(asked).replace(r"\.\+", ".+").replace(r"\ ", " ")
        found = next((one for name, one in operations.items() if re.fullmatch(shape, name)), None)
        if found is None:
            sys.stdout.write(f"{asked}: no such path\n")
            unknown += 1
            continue
        allowed = {one.get("name") for one in found.get("parameters", []) if one.get("in") == "query"}
        bodies = found.get("requestBody", {}).get("content", {})
        inside = {name for body in bodies.values() for name in names(body.get("schema"), schemas)}
        strange = (set(query.split()) - allowed) | (set(elements.split()) - inside)
        unknown += bool(strange)
        sys.stdout.write(f"{asked}: {sorted(strange) or 'all known'}\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
