"""The licence notice that travels with the front-end files. The packages' own files for pages mostly don't carry it."""

import json
from pathlib import Path

from tools.boot.trouble import Trouble

_MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


# Under a licence of their own, which was looked at: the file in the package that holds it. Bitstream Vera's lets the
# fonts be used, embedded and passed on as they are, with this text.
_OWN_TEXTS = {"dejavu-fonts-ttf": "LICENSE"}


def notice(package_lock: Path) -> str:
    """Text for all locked packages, which are installed beside the lock. Raises `Trouble` for a licence nobody has
    looked at yet."""
    packages = json.loads(package_lock.read_text(encoding="utf-8"))["packages"]
    lines, own_texts = [], []
    for path, entry in sorted(packages.items()):
        if not path or entry.get("dev"):  # what only tests use travels nowhere
            continue
        name = path.removeprefix("node_modules/")
        if name in _OWN_TEXTS:
            text = (package_lock.parent / path / _OWN_TEXTS[name]).read_text(encoding="utf-8")
            own_texts.append(f"\n{name} {entry['version']}, under this licence:\n\n{text}")
            continue
        if entry.get("license") != "MIT":
            raise Trouble(
                f"The package {name} is under {entry.get('license', 'no licence')}.", "check it, and add its text here"
            )
        lines.append(f"{name} {entry['version']}, Copyright (c) its authors, under the MIT License\n")
    return "".join(lines) + "\nThe MIT License\n\n" + _MIT + "".join(own_texts)
