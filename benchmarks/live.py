"""What live pages cost: 300 viewers of one board, how soon each sees a change, and what recording loses by them.

    python -m benchmarks.live [--viewers 300] [--seconds 10] [--changes 10]

Needs wrk. PACESETTER_DATABASE_URL must name a database made for this. The viewers do what `live.js` does:
they hold a stream, and when it says that something has changed they wait a while of their own and fetch the board.
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

import django

# The server is asked within one machine; so many ms each viewer waits at most before it fetches (see live.js).
SPREAD = 0.4


class Viewer:
    """One window with the board."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.fetched_at = 0.0
        self.shown = asyncio.Event()
        self.fetches = 0
        self.last = ""
        self._due: asyncio.Task[None] | None = None

    async def watch(self, ready: asyncio.Semaphore) -> None:
        reader, writer = await self._ask("/live/", "")
        await reader.readuntil(b"\r\n\r\n")
        ready.release()
        while line := await reader.readline():
            if line.startswith(b"id: "):
                self.last = line[4:].decode().strip()
            elif line.startswith(b"event: changed") and self._due is None:
                self._due = asyncio.create_task(self._fetch())
        writer.close()

    async def _fetch(self) -> None:
        await asyncio.sleep(random.random() * SPREAD)
        self._due = None
        reader, writer = await self._ask(
            "/board/", f"HX-Request: true\r\nLive: {self.last}\r\nAccept-Encoding: gzip\r\n"
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        if not head.startswith("http/1.1 200"):
            raise SystemExit(head)
        await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        writer.close()
        self.fetches += 1
        self.fetched_at = time.perf_counter()
        self.shown.set()

    async def _ask(self, path: str, more: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=4_000_000)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: session={self.cookie}\r\n{more}\r\n".encode())
        await writer.drain()
        return reader, writer


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
        asyncio.run(_measure(population, port, cookies, given))
    finally:
        server.terminate()
        server.wait()


async def _measure(population: object, port: int, cookies: list[str], given: argparse.Namespace) -> None:
    from benchmarks.record_activity import _run

    def rate(name: str) -> float:
        return _run(population, port, "product", 8, given.seconds, name)  # type: ignore[arg-type]

    await asyncio.to_thread(rate, "warm")
    alone = [await asyncio.to_thread(rate, f"alone{turn}") for turn in range(3)]
    viewers = [Viewer(port, cookies[number % len(cookies)]) for number in range(given.viewers)]
    ready = asyncio.Semaphore(0)
    watching = [asyncio.create_task(viewer.watch(ready)) for viewer in viewers]
    for _ in viewers:
        await ready.acquire()
    print(f"{len(viewers)} viewers hold a stream", flush=True)
    await asyncio.sleep(2)
    delays: list[float] = []
    for number in range(given.changes):
        for viewer in viewers:
            viewer.shown.clear()
        recorded = await asyncio.to_thread(_record, population, port, number)
        await asyncio.gather(*(viewer.shown.wait() for viewer in viewers))
        delays += [viewer.fetched_at - recorded for viewer in viewers]
        # Longer than the pause that so many viewers make.
        await asyncio.sleep(0.02 * len(viewers) + 1)
    delays.sort()
    print(
        f"a change is seen after p50 {statistics.median(delays) * 1000:.0f} ms, p99 "
        f"{delays[int(len(delays) * 0.99)] * 1000:.0f} ms, last {delays[-1] * 1000:.0f} ms "
        f"({given.changes} changes, {len(delays)} fetches)",
        flush=True,
    )
    before = sum(viewer.fetches for viewer in viewers)
    beside = [await asyncio.to_thread(rate, f"beside{turn}") for turn in range(3)]
    fetches = sum(viewer.fetches for viewer in viewers) - before
    for task in watching:
        task.cancel()
    print(
        f"recording, 8 clients: alone {statistics.median(alone):.0f}/s {[round(one) for one in alone]}, "
        f"beside the viewers {statistics.median(beside):.0f}/s {[round(one) for one in beside]} "
        f"({fetches} boards fetched meanwhile), "
        f"ratio {statistics.median(beside) / statistics.median(alone):.2f}"
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
