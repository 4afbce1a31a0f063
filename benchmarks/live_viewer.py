"""One window with the board, as `live.js` is: it holds a stream, which says what has changed or to fetch the page."""

import asyncio
import json
import random
import time
import zlib
from dataclasses import dataclass

# What a compressed stream begins with, and a block in it that is not compressed (see `web/live/packing.py`).
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_BLOCK = 5
# So many seconds a viewer who has to fetch waits at most (see `live.js`).
SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message of one of the server's processes, when it came, and the rows that it had. Nobody looks into most."""

    process: str
    number: int
    at: float
    size: int
    rows: frozenset[str] | None


class Viewer:
    """Only one who `reads` looks into what comes: 300 browsers are not on one machine, and all are sent the same."""

    def __init__(self, port: int, cookie: str, group: asyncio.TaskGroup, *, reads: bool) -> None:
        self.port, self.cookie, self.group = port, cookie, group
        self.arrived: list[Arrived] = []
        self.news = asyncio.Event()
        self.fetches = 0
        self._unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16) if reads else None
        self._text = ""
        self._last = ""
        self._due: asyncio.Task[None] | None = None

    async def watch(self, ready: asyncio.Semaphore) -> None:
        """Hold the stream for as long as this is not cancelled."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=4_000_000)
        await self._ask(writer, "Accept: text/event-stream\r\nAccept-Encoding: gzip\r\n")
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200") or b"content-encoding: gzip" not in head:
            raise RuntimeError(head.decode())
        ready.release()
        while length := int(await reader.readline(), 16):
            chunk = await reader.readexactly(length)
            await reader.readexactly(2)
            self._take(chunk)
        raise RuntimeError("a stream ended")

    def _take(self, chunk: bytes) -> None:
        data = chunk.removeprefix(_HEAD)
        end = _BLOCK + int.from_bytes(data[1:3], "little")
        said, rest = data[_BLOCK:end].decode(), data[end:]
        rows = self._rows_of(chunk)
        if said.startswith("id: ") and rest:
            self._last = said[4:].strip()
            process, _, number = self._last.partition("-")
            self.arrived.append(Arrived(process, int(number), time.perf_counter(), len(chunk), rows))
            self.news.set()
        elif "event: changed" in said and self._due is None:
            self._last = said[4:].split("\n")[0]
            self._due = self.group.create_task(self._fetch())

    def _rows_of(self, chunk: bytes) -> frozenset[str] | None:
        if self._unpacked is None:
            return None
        *messages, self._text = (self._text + self._unpacked.decompress(chunk).decode()).split("\n\n")
        found: set[str] = set()
        for message in messages:
            if "event: part" in message:
                found |= json.loads(message.split("\ndata: ")[1]).get("pieces", {"all": ""}).keys()
        return frozenset(found)

    async def _fetch(self) -> None:
        await asyncio.sleep(random.random() * SPREAD)
        self._due = None
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=4_000_000)
        await self._ask(writer, f"HX-Request: true\r\nLive: {self._last}\r\nAccept-Encoding: gzip\r\n")
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        writer.close()
        self.fetches += 1

    async def _ask(self, writer: asyncio.StreamWriter, more: str) -> None:
        writer.write(f"GET /board/ HTTP/1.1\r\nHost: localhost\r\nCookie: session={self.cookie}\r\n{more}\r\n".encode())
        await writer.drain()
