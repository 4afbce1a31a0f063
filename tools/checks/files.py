"""Hold the rule "one idea per file": a warning from 250 lines on, the end at 400, and no names that invite a second
idea."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

WARN_ABOVE = 250
REFUSE_ABOVE = 400
SUFFIXES = {".py", ".html", ".js", ".css", ".sh", ".jinja"}
BANNED_STEMS = {"utils", "helpers", "common", "util", "helper", "misc"}


def is_ours(path: PurePosixPath) -> bool:
    """Migrations are written by Django, and their length says nothing about ideas."""
    return path.suffix in SUFFIXES and "migrations" not in path.parts


def faults(name: PurePosixPath, lines: int) -> tuple[list[str], list[str]]:
    """Errors and warnings about one file."""
    errors, warnings = [], []
    if name.stem in BANNED_STEMS:
        errors.append(f"{name}: name the idea it holds; `{name.stem}` holds any number of them")
    if lines > REFUSE_ABOVE:
        errors.append(f"{name}: {lines} lines, and {REFUSE_ABOVE} is the end; split it by its ideas")
    elif lines > WARN_ABOVE:
        warnings.append(f"{name}: {lines} lines; above {WARN_ABOVE} look for a second idea in it")
    return errors, warnings


def tracked_files(root: Path) -> Iterable[PurePosixPath]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return sorted({PurePosixPath(name) for name in listed.stdout.decode().split("\0") if name})


def main(root: Path) -> int:
    errors: list[str] = []
    warnings: list[str] = []
    for name in tracked_files(root):
        path = root / name
        if is_ours(name) and path.is_file():
            found = faults(name, len(path.read_text(encoding="utf-8").splitlines()))
            errors += found[0]
            warnings += found[1]
    for warning in warnings:
        print(f"warning  {warning}")
    for error in errors:
        print(f"ERROR    {error}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
