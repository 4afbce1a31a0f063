"""What building does first in a plain checkout: fetch and compile what git does not keep, as `make wheel` does.

So `pip install .` installs pages that are not bare, and every language.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LACKS = (
    "Front-end files or translations are missing and could not be made: pages will be bare, and in English. "
    "`make wheel` says why; install the wheel that it writes."
)


def lacks_something(root: Path) -> bool:
    """Whether front-end files or a compiled language are not there. An archive of the source carries both."""
    package = root / "src" / "pacesetter"
    # Written last, when all the others are there.
    if not (package / "web" / "static" / "vendor" / "NOTICE.txt").is_file():
        return True
    return any(not path.with_suffix(".mo").is_file() for path in package.glob("locale/*/LC_MESSAGES/*.po"))


class WhatGitDoesNotKeep(BuildHookInterface[Any]):
    """Found by hatchling in this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before any file is collected. A checkout that is installed as it stands (`editable`) is prepared by
        `make run`."""
        if version == "editable" or not lacks_something(Path(self.root)):
            return
        # pip hides the packages of the build from others by these; in the checkout's own environment they would be
        # taken for installed.
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_REQ"))}
        made = subprocess.run(
            [sys.executable, "-m", "tools.boot", "assets"], cwd=self.root, env=environment, check=False
        )
        if made.returncode:
            self.app.display_warning(_LACKS)
