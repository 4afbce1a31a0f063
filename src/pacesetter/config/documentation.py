"""Write docs/configuration.md from the table of variables: `python -m pacesetter.config.documentation`."""

from itertools import groupby
from pathlib import Path

from pacesetter.config import variables

PAGE = Path("docs/configuration.md")

_HEAD = """# Configuration

Pacesetter is set up by environment variables. None is needed to start. A variable with an unreadable value, or with a
name that is not in this list, stops the start with a message that names it.

<!-- Written from src/pacesetter/config/variables.py by `make docs`. Change it there. -->
"""


def configuration_page() -> str:
    parts = [_HEAD]
    for group, members in groupby(variables.ALL, key=lambda variable: variable.group):
        parts.append(f"\n## {group}\n")
        parts += [f"\n### `{one.name}`\n\n{one.meaning}\n\nDefault: {one.default_shown}.\n" for one in members]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(configuration_page(), encoding="utf-8")
