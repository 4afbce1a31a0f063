"""`pacesetter … | head`: whoever reads has enough."""

import subprocess
import sys


def test_a_reader_who_leaves_ends_the_command_without_a_word() -> None:
    program = (
        "import sys\n"
        "from argparse import Namespace\n"
        "from pacesetter.cli import main as entry\n"
        "from pacesetter.cli.command import Command\n"
        "def talk(options: Namespace) -> int:\n"
        "    for _ in range(100_000):\n"
        "        print('a line that fills the pipe')\n"
        "    return 0\n"
        "entry.COMMANDS = (Command('talk', 'Talks.', talk, needs_django=False),)\n"
        "sys.exit(entry.main(['talk']))\n"
    )
    talking = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert talking.stdout is not None and talking.stderr is not None
    talking.stdout.readline()
    talking.stdout.close()
    assert talking.wait(timeout=60) == 141
    assert talking.stderr.read() == b""
