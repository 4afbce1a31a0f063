"""Which events the verbs of the product tell through `settle`, read from their source: a new one is found without
anybody thinking of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pacesetter

# What stands in a text that is put together, where the call does not say it itself.
_FILLED: dict[str, tuple[str, ...]] = {
    "self.kind": ("sales_role", "team"),
    "kind": ("sales_role", "team", "activity_type", "outcome", "kpi"),
}
_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


class Telling(NamedTuple):
    """Where an event is told, and the kind of thing it is about; that is empty where the call does not say it."""

    file: str
    subject_kind: str


def told_verbs() -> dict[str, Telling]:
    """By the verbs of the events. Raises `KeyError` for one that is put together of something else."""
    root = Path(pacesetter.__file__).parent
    found: dict[str, Telling] = {}
    for path in sorted(root.rglob("*.py")):
        if "tests" in path.parts or "settle(" not in (text := path.read_text(encoding="utf-8")):
            continue
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _is_settle(node.func):
                for verb in _texts(node.args[0], tree):
                    found[verb] = Telling(str(path.relative_to(root)), _subject_kind(node))
    return found


def _is_settle(called: ast.expr) -> bool:
    return getattr(called, "id", getattr(called, "attr", "")) == "settle"


def _subject_kind(call: ast.Call) -> str:
    subject = call.args[1] if len(call.args) > 1 else None
    first = subject.elts[0] if isinstance(subject, ast.Tuple) else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _texts(told: ast.expr, tree: ast.Module) -> Iterator[str]:
    if isinstance(told, ast.JoinedStr):
        yield from _put_together(told)
    elif isinstance(told, ast.Name):
        # It came by a name: from somewhere in this file.
        yield from filter(_VERB.fullmatch, _constants(tree))
    else:
        yield from _constants(told)


def _put_together(told: ast.JoinedStr) -> list[str]:
    texts = [""]
    for part in told.values:
        if isinstance(part, ast.FormattedValue):
            options = list(_constants(part.value)) or list(_FILLED[ast.unparse(part.value)])
        else:
            options = list(_constants(part))
        texts = [text + option for text in texts for option in options]
    return texts


def _constants(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
