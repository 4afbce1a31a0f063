"""What happens when "Send" is pressed, in Microsoft's own mock of Office.js."""

import re
import subprocess
from pathlib import Path

from tools.boot.frontend import node
from tools.boot.places import ROOT

HERE = Path(__file__).resolve().parent
HANDLER = HERE.parent.parent / "static" / "outlook" / "launchevent.js"


def test_a_mail_is_asked_about_and_never_held_up() -> None:
    assert (ROOT / "node_modules" / "office-addin-mock").is_dir(), "run `make prepare`: office-addin-mock is missing"
    done = subprocess.run(
        [*map(str, node()), "--test", "--test-reporter=tap", HERE / "handlers.cjs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)
    assert counted is not None
    assert int(counted[1]) >= 20


def test_classic_outlook_understands_every_word_of_it() -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", HANDLER.read_text(encoding="utf-8"), flags=re.DOTALL)
    newer = re.findall(
        r"=>|`|\?\.|\?\?|\b(?:async|await|const|let|class|import|export|document|window|localStorage)\b", code
    )
    assert newer == []
