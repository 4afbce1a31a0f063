"""Every folder of the package and of the tools is named in docs/directory.md, at its place in the tree; and nothing
that is gone."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tools.checks.files import tracked_files

DIRECTORY = PurePosixPath("docs/directory.md")
ROOTS = (PurePosixPath("src/pacesetter"), PurePosixPath("tools"))
# What every room has, told once above the tree, and what frameworks want inside.
EVERYWHERE = {"tests", "migrations", "models", "verbs"}
WITH_NO_WORD_FOR_WHAT_IS_IN_THEM = {"static", "templates", "jinja2", "locale", "management", "formats"}
LINE = re.compile(r"^ {4}(?P<indent> *)(?P<names>[\w.-]+(?:/[\w.-]+)*/?(?: {2}[\w.-]+/)*)(?: +(?P<words>.*))?$")
INDENT = 2


def main(root: Path) -> int:
    """Print what is missing or gone. 1 where anything is."""
    named, told = set(), (root / DIRECTORY).read_text(encoding="utf-8")
    for folder, _words in entries(told):
        named.add(folder)
    there = set(folders(tracked_files(root)))
    missing = sorted(folder for folder in there - named if is_worth_a_word(folder))
    gone = sorted(folder for folder in named - there if any(folder.is_relative_to(one) for one in ROOTS))
    for folder in missing:
        print(f"ERROR    {folder}/ is not in {DIRECTORY}: say there what belongs into it")
    for folder in gone:
        print(f"ERROR    {DIRECTORY} names {folder}/, which is not there")
    return 1 if missing or gone else 0


def folders(files: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    """The folders that hold the files, at any depth, within what the directory tells of."""
    for name in files:
        for folder in name.parents:
            if any(folder.is_relative_to(one) for one in ROOTS):
                yield folder


def is_worth_a_word(folder: PurePosixPath) -> bool:
    """Not what every room has, and nothing inside what a framework lays out."""
    parts = folder.parts
    return not EVERYWHERE & {*parts} and not WITH_NO_WORD_FOR_WHAT_IS_IN_THEM & {*parts[:-1]}


def entries(text: str) -> Iterator[tuple[PurePosixPath, str]]:
    """The folders of the tree with the words beside them. Those on one line lie beside each other; one that is named
    with a colon in the words of another (`checking/: …`) lies in that."""
    above: list[PurePosixPath] = []
    for line in text.splitlines():
        found = LINE.match(line)
        names = found["names"].split() if found else []
        if found is None or not names[0].endswith("/") or len(found["indent"]) > INDENT * len(above):
            # Words that go on, or files.
            if above and line.startswith("    "):
                yield from _within(above[-1], line)
            continue
        del above[len(found["indent"]) // INDENT :]
        parent = above[-1] if above else PurePosixPath()
        for name in names:
            yield parent / name, found["words"] or ""
        above.append(parent / names[-1])
        yield from _within(above[-1], found["words"] or "")


def _within(folder: PurePosixPath, words: str) -> Iterator[tuple[PurePosixPath, str]]:
    for name in re.findall(r"([\w-]+)/:", words):
        yield folder / name, words


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
