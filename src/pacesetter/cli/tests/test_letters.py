"""A terminal that knows few letters, such as an old console or one without a locale."""

import os
import subprocess
import sys


def test_a_letter_that_the_terminal_cannot_show_is_a_question_mark_and_no_fault() -> None:
    program = (
        "import sys\n"
        "from argparse import Namespace\n"
        "from pacesetter.cli import main as entry\n"
        "from pacesetter.cli.command import Command\n"
        "from pacesetter.cli.failure import Failure\n"
        "def talk(options: Namespace) -> int:\n"
        "    print('Tom · ✓ 5')\n"
        "    raise Failure('There is no “Müller”.', 'ask.')\n"
        "entry.COMMANDS = (Command('talk', 'Talks.', talk, needs_django=False),)\n"
        "sys.exit(entry.main(['talk']))\n"
    )
    talked = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert talked.returncode == 1
    assert talked.stdout == b"Tom ? ? 5\n"
    assert talked.stderr.startswith(b"pacesetter: There is no ")
    assert b"Traceback" not in talked.stderr
