import os
import sys
from pathlib import Path
from time import monotonic

import pytest

from tools.boot.beside import running

_LONG = "import time; time.sleep(60)"


def test_two_run_at_once_and_are_heard_one_after_the_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    # Either end of a pipe waits until the other is opened: one after the other, the first would never end.
    waiting = f"print('first', open({str(tmp_path / 'pipe')!r}).read())"
    opening = f"print('second'); open({str(tmp_path / 'pipe')!r}, 'w').write('x'); raise SystemExit(3)"
    with (
        running([sys.executable, "-c", waiting], os.environ) as first,
        running([sys.executable, "-c", opening], os.environ) as second,
    ):
        assert (first.listen(), second.listen()) == (0, 3)
    assert capsys.readouterr().out.split() == ["first", "x", "second"]


def test_what_it_says_last_is_heard_and_any_bytes_are(capsys: pytest.CaptureFixture[str]) -> None:
    program = r"import sys; sys.stdout.buffer.write(b'\xff'); sys.stderr.write('trouble'); raise SystemExit(1)"
    with running([sys.executable, "-c", program], os.environ) as one:
        assert one.listen() == 1
    assert "trouble" in capsys.readouterr().out


def test_it_ends_with_the_block() -> None:
    began = monotonic()
    with pytest.raises(KeyboardInterrupt), running([sys.executable, "-c", _LONG], os.environ) as one:
        raise KeyboardInterrupt
    assert one.process.poll() is not None
    assert monotonic() - began < 30
