"""Real processes: each test script writes its process id into a file and then lives, dies or refuses to stop."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from pacesetter.cli.supervisor import Supervisor
from pacesetter.cli.tests.processes import alive, eventually

LIVE = "import time\nwhile True: time.sleep(60)"
DIE = "raise SystemExit(3)"
OUTLIVE_PARENT = """
    import time
    from pacesetter.cli.parent import end_with_parent
    end_with_parent(int(sys.argv[-1]))
    while True: time.sleep(60)
"""


class Script:
    """A program that logs each of its starts."""

    def __init__(self, folder: Path, name: str, body: str) -> None:
        self.log = folder / f"{name}.log"
        self.log.touch()
        self.path = folder / f"{name}.py"
        start = f"import os, sys\nopen({str(self.log)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        self.path.write_text(start + textwrap.dedent(body), encoding="utf-8")

    @property
    def command(self) -> list[str]:
        return [sys.executable, str(self.path)]

    @property
    def started(self) -> list[int]:
        return [int(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def signals_as_they_were() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_signal_stops_every_child(tmp_path: Path) -> None:
    scripts = [Script(tmp_path, "one", LIVE), Script(tmp_path, "two", LIVE)]

    def interrupt_when_both_run() -> None:
        if all(script.started for script in scripts):
            os.kill(os.getpid(), signal.SIGINT)

    code = Supervisor({script.path.stem: script.command for script in scripts}).run(interrupt_when_both_run)
    assert code == 0
    assert not [pid for script in scripts for pid in script.started if alive(pid)]


def test_a_killed_child_is_started_again(tmp_path: Path) -> None:
    script = Script(tmp_path, "one", LIVE)

    def kill_the_first_and_stop_at_the_second() -> None:
        if len(script.started) == 1 and alive(script.started[0]):
            os.kill(script.started[0], signal.SIGKILL)
        if len(script.started) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    assert Supervisor({"one": script.command}).run(kill_the_first_and_stop_at_the_second) == 0
    assert len(script.started) == 2
    assert not alive(script.started[1])


def test_a_child_that_keeps_dying_stops_everything(tmp_path: Path) -> None:
    good, bad = Script(tmp_path, "good", LIVE), Script(tmp_path, "bad", DIE)
    assert Supervisor({"good": good.command, "bad": bad.command}, pauses=(0, 0, 0)).run(lambda: None) == 1
    assert len(bad.started) == 4
    assert not [pid for pid in good.started if alive(pid)]


def test_children_end_when_the_supervisor_was_killed(tmp_path: Path) -> None:
    child = Script(tmp_path, "child", OUTLIVE_PARENT)
    supervise = (
        f"from pacesetter.cli.supervisor import Supervisor\nSupervisor({{'c': {child.command!r}}}).run(lambda: None)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", supervise])
    eventually(lambda: bool(child.started))
    supervisor.kill()
    supervisor.wait()
    eventually(lambda: not alive(child.started[0]))
