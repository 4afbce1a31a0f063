"""How far a long run is, on one line of the terminal."""

import time
from typing import TextIO

_EVERY = 0.2  # seconds


class ProgressLine:
    """To be called with rows done and rows in all. Writes nothing where nobody watches."""

    def __init__(self, what: str, out: TextIO) -> None:
        self.what = what
        self.out = out
        self.started = self.shown = time.monotonic()

    def __call__(self, done: int, total: int, note: str) -> None:
        now = time.monotonic()
        if not self.out.isatty() or (now - self.shown < _EVERY and done < total):
            return
        self.shown = now
        share = f" of {total:,} ({done * 100 // total} %)" if total else ""
        pace = f", {done / max(now - self.started, 0.001):,.0f} rows/s"
        end = "\n" if total and done >= total else ""
        print(f"\r{self.what}: {done:,}{share}{pace}   ", end=end, file=self.out, flush=True)
