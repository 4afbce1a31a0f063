"""What live pages cost: 300 viewers of one board, how soon each sees a change, and what recording loses by them.

    python -m benchmarks.live [--viewers 300] [--seconds 10] [--changes 10]

Needs wrk. PACESETTER_DATABASE_URL must name a database made for this. The viewers do what `live.js` does:
they hold a stream, get a ticket soon after it stands, and when it says that something has changed they wait a while of
their own and fetch the board, over a connection that they keep, as browsers do. Work is the processor's time of the
server, of the database and of this process, which is theirs.
Nothing is waited for without end: a viewer that has not seen a change after ten seconds counts as late, and one whose
stream breaks ends the run.
"""

import argparse
import asyncio
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time
from functools import partial

import django

# So many seconds each viewer waits at most before it fetches (see live.js).
SPREAD = 0.3
# And so many seconds pass until it has fetched its ticket.
STAYS, TICKET_SPREAD = 1.0, 4.0
# Seconds after which a viewer counts as late, and until all streams must stand.
PATIENCE, START = 10.0, 240.0


class Viewer:
    """One window with the board."""

    def __init__(self, port: int, cookie: str, group: asyncio.TaskGroup) -> None:
        self.port, self.cookie, self.group = port, cookie, group
        self.fetched_at = 0.0
        self.shown = asyncio.Event()
        self.fetches = 0
        self.last = "0"
        self.ticket = ""
        self._due: asyncio.Task[None] | None = None
        self._kept: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def watch(self, ready: asyncio.Semaphore) -> None:
        reader, writer = await self._connected()
        await self._ask(writer, "GET", "/live/", "")
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        self.group.create_task(self._fetch_ticket(ready))
        while line := await reader.readline():
            if line.startswith(b"id: "):
                self.last = line[4:].decode().strip()
            elif line.startswith(b"event: changed") and self._due is None:
                self._due = self.group.create_task(self._fetch())
        raise RuntimeError("a stream ended")

    async def _fetch_ticket(self, ready: asyncio.Semaphore) -> None:
        await asyncio.sleep(STAYS + random.random() * TICKET_SPREAD)
        if not self.ticket:
            await self._board("HEAD")
        ready.release()

    async def _fetch(self) -> None:
        await asyncio.sleep(random.random() * SPREAD)
        self._due = None
        await self._board("GET")
        self.fetches += 1
        self.fetched_at = time.perf_counter()
        self.shown.set()

    async def _board(self, method: str) -> None:
        # A browser sends one request after the other over a connection.
        reader, writer = self._kept or await self._connected()
        self._kept = None
        ticket = f"Live-Ticket: {self.ticket}\r\n" if self.ticket else ""
        live = f"HX-Request: true\r\nLive: {self.last}\r\nAccept-Encoding: gzip\r\n{ticket}"
        await self._ask(writer, method, "/board/", live)
        written = (await reader.readuntil(b"\r\n\r\n")).decode()
        head = written.lower()
        if "live-ticket: " in head:
            self.ticket = written[head.index("live-ticket: ") + len("live-ticket: ") :].split("\r\n")[0]
        if not head.startswith("http/1.1 20"):
            raise RuntimeError(head)
        if method == "GET":
            await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        self._kept = reader, writer

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=4_000_000)

    async def _ask(self, writer: asyncio.StreamWriter, method: str, path: str, more: str) -> None:
        asked = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: session={self.cookie}\r\n{more}\r\n"
        writer.write(asked.encode())
        await writer.drain()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--viewers", type=int, default=300)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--changes", type=int, default=10)
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    from benchmarks.population import Population
    from benchmarks.record_activity import _free_port
    from pacesetter.people.models import Member
    from pacesetter.tenancy.scope import scope

    population = Population()
    with scope(population.organisation):
        Member.objects.update(access_level="coordinator")
    cookies = [_session_of(member.user) for member in population.members]
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings",
        "PACESETTER_LISTEN": f"127.0.0.1:{port}",
    }
    server = subprocess.Popen([sys.executable, "-m", "pacesetter", "serve"], env=environment)
    try:
        _wait(port)
        asyncio.run(_measure(population, port, cookies, given, server.pid))
    finally:
        server.terminate()
        server.wait()


async def _measure(population: object, port: int, cookies: list[str], given: argparse.Namespace, server: int) -> None:
    from benchmarks.record_activity import _run

    def rate(name: str) -> float:
        return _run(population, port, "product", 8, given.seconds, name)  # type: ignore[arg-type]

    await asyncio.to_thread(rate, "warm")
    alone = [await asyncio.to_thread(rate, f"alone{turn}") for turn in range(3)]
    async with asyncio.TaskGroup() as group:
        viewers = [Viewer(port, cookies[number % len(cookies)], group) for number in range(given.viewers)]
        watching = await _all_watching(viewers, group)
        print(f"{len(viewers)} viewers hold a stream", flush=True)
        worked = await asyncio.to_thread(Worked, server)
        await _changes(population, port, viewers, given.changes)
        print(f"work of a change: {worked.for_each(given.changes)}", flush=True)
        before = sum(viewer.fetches for viewer in viewers)
        worked = await asyncio.to_thread(Worked, server)
        beside = [await asyncio.to_thread(rate, f"beside{turn}") for turn in range(3)]
        fetches = sum(viewer.fetches for viewer in viewers) - before
        spent = worked.for_each(1)
        for task in watching:
            task.cancel()
    print(
        f"recording, 8 clients: alone {statistics.median(alone):.0f}/s {[round(one) for one in alone]}, "
        f"beside the viewers {statistics.median(beside):.0f}/s {[round(one) for one in beside]} "
        f"({fetches} boards fetched meanwhile), "
        f"ratio {statistics.median(beside) / statistics.median(alone):.2f}; work in all: {spent}"
    )


class Worked:
    """The processor's time of everybody from its making on."""

    def __init__(self, server: int) -> None:
        from benchmarks.work import Work, work_of

        self._work, self._of_server = Work(), partial(work_of, server)
        self._before = self._of_server()

    def for_each(self, times: int) -> str:
        _clock, viewers, database = self._work.spent()
        server = self._of_server() - self._before
        shares = {"server": server, "database": database, "viewers": viewers}
        return ", ".join(f"{name} {spent / times * 1000:.1f} ms" for name, spent in shares.items() if spent is not None)


async def _all_watching(viewers: list[Viewer], group: asyncio.TaskGroup) -> list[asyncio.Task[None]]:
    ready = asyncio.Semaphore(0)
    watching = [group.create_task(viewer.watch(ready)) for viewer in viewers]
    async with asyncio.timeout(START):
        for _ in viewers:
            await ready.acquire()
    await asyncio.sleep(2)
    return watching


async def _changes(population: object, port: int, viewers: list[Viewer], changes: int) -> None:
    """Record one activity after the other, and tell how soon each viewer saw it."""
    delays: list[float] = []
    late = 0
    for number in range(changes):
        for viewer in viewers:
            viewer.shown.clear()
        recorded = await asyncio.to_thread(_record, population, port, number)
        try:
            async with asyncio.timeout(PATIENCE):
                for viewer in viewers:
                    await viewer.shown.wait()
        except TimeoutError:
            late += sum(not viewer.shown.is_set() for viewer in viewers)
        delays += [viewer.fetched_at - recorded for viewer in viewers if viewer.shown.is_set()]
        # Longer than the pause that so many viewers make.
        await asyncio.sleep(0.02 * len(viewers) + 1)
    delays.sort()
    if not delays:
        raise SystemExit("no viewer has seen any change")
    print(
        f"a change is seen after p50 {statistics.median(delays) * 1000:.0f} ms, p99 "
        f"{delays[int(len(delays) * 0.99)] * 1000:.0f} ms, last {delays[-1] * 1000:.0f} ms "
        f"({changes} changes, {len(delays)} seen, {late} later than {PATIENCE:.0f} s)",
        flush=True,
    )


def _record(population: object, port: int, number: int) -> float:
    """Record one activity, and give the moment at which that was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = {
        "activity_type_id": population.types[0].pk,  # type: ignore[attr-defined]
        "outcome_id": population.outcomes[0].pk,  # type: ignore[attr-defined]
        "minutes": 12,
    }
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {population.secrets[0]}",  # type: ignore[attr-defined]
        "Idempotency-Key": f"change-{time.time_ns()}-{number}",
    }
    connection.request("POST", "/api/v1/activities", json.dumps(body), headers)
    response = connection.getresponse()
    text = response.read()
    if response.status >= 300:
        raise SystemExit(f"recording was answered {response.status}: {text[:300]!r}")
    return time.perf_counter()


def _session_of(user: object) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client.cookies["session"].value


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/livez")
            connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main()
