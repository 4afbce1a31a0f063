"""What live pages cost: 300 viewers of one board, how soon each sees a change, and what recording loses by them.

    python -m benchmarks.live [--viewers 300] [--seconds 10] [--changes 10] [--rounds 3]

Needs wrk. PACESETTER_DATABASE_URL must name a database made for this. The viewers do what `live.js` does: they hold a
stream, which tells them what has changed. A change is of a member's row who records nothing besides: once one after the
other while nothing else happens, and once while eight clients record without a pause, beside which recording is
measured and alone by turns. Work is the processor's time of the server, of the database and of this process, which is
the viewers'.
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
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import django

from benchmarks.live_viewer import Viewer

# Seconds after which a viewer counts as late, and until all streams must stand.
PATIENCE, START = 10.0, 240.0
# Of the viewers, so many look into what comes: enough for some at each process of the server.
READERS = 8

# Records the change of this number, and gives the row that shows it and when it was answered.
Record = Callable[[int], tuple[str, float]]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--viewers", type=int, default=300)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--changes", type=int, default=10)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    from benchmarks.population import Population
    from benchmarks.record_activity import _free_port
    from pacesetter.people.models import ApiToken, Member
    from pacesetter.people.tokens import hash_of, new_secret
    from pacesetter.tenancy.scope import scope

    population = Population()
    with scope(population.organisation):
        Member.objects.update(access_level="coordinator")
        # Somebody for whom nobody records beside.
        watched, secret = population.members[-1], new_secret()
        ApiToken.objects.create(member=watched, name="measure", secret_hash=hash_of(secret))
    record = partial(_record, population, str(watched.pk), secret)
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
        asyncio.run(_measure(population, port, cookies, given, server.pid, partial(record, port)))
    finally:
        server.terminate()
        server.wait()


async def _measure(
    population: object, port: int, cookies: list[str], given: argparse.Namespace, server: int, record: Record
) -> None:
    from benchmarks.record_activity import _run

    async def rate(name: str) -> float:
        return await asyncio.to_thread(_run, population, port, "product", 8, given.seconds, name)  # type: ignore[arg-type]

    await rate("warm")
    alone, beside = [], []
    seen = Seen("while things go on changing")
    spent = []
    for turn in range(given.rounds):
        alone.append(await rate(f"alone{turn}"))
        async with asyncio.TaskGroup() as group:
            viewers = [
                Viewer(port, cookies[number % len(cookies)], group, reads=number < READERS)
                for number in range(given.viewers)
            ]
            watching = await _all_watching(viewers, group)
            if turn == 0:
                await _one_by_one(viewers, record, given.changes, server)
            worked = await asyncio.to_thread(Worked, server)
            changing = group.create_task(_go_on(viewers, record, seen, until=time.perf_counter() + given.seconds - 1))
            beside.append(await rate(f"beside{turn}"))
            spent.append(worked.for_each(1))
            await changing
            messages = sum(len(viewer.arrived) for viewer in viewers) / len(viewers)
            sizes = [one.size for one in viewers[0].arrived[1:]]
            fetches = sum(viewer.fetches for viewer in viewers)
            for task in watching:
                task.cancel()
        print(
            f"round {turn}: alone {alone[-1]:.0f}/s, beside {beside[-1]:.0f}/s, {messages:.0f} messages to each, "
            f"{statistics.median(sizes) / 1000:.1f} kB, {fetches} fetches; work in all: {spent[-1]}",
            flush=True,
        )
    print(seen)
    ratios = [one / other for one, other in zip(beside, alone, strict=True)]
    print(
        f"recording, 8 clients: alone {statistics.median(alone):.0f}/s, beside {statistics.median(beside):.0f}/s, "
        f"ratio {statistics.median(ratios):.2f} [{min(ratios):.2f}..{max(ratios):.2f}], "
        f"of the sums {sum(beside) / sum(alone):.2f}"
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
    # What they may have missed is told to each.
    await asyncio.sleep(4)
    return watching


@dataclass
class Seen:
    """How long after it was recorded each viewer saw each change."""

    when: str
    delays: list[float] = field(default_factory=list)
    late: int = 0

    async def by_all(self, viewers: list[Viewer], row: str, recorded: float) -> None:
        """Wait until everybody has what was recorded."""
        ends = time.perf_counter() + PATIENCE
        waiting = set(viewers)
        while waiting and time.perf_counter() < ends:
            found = _told_by(viewers[:READERS], row, recorded)
            for viewer in list(waiting):
                at = next(
                    (one.at for one in viewer.arrived if one.number >= found.get(one.process, float("inf"))), None
                )
                if at is not None:
                    self.delays.append(at - recorded)
                    waiting.discard(viewer)
            await asyncio.sleep(0.05)
        self.late += len(waiting)

    def __str__(self) -> str:
        found = sorted(self.delays)
        if not found:
            raise SystemExit("no viewer has seen any change")
        return (
            f"a change is seen, {self.when}, after p50 {statistics.median(found) * 1000:.0f} ms, p99 "
            f"{found[int(len(found) * 0.99)] * 1000:.0f} ms, last {found[-1] * 1000:.0f} ms "
            f"({len(found)} seen, {self.late} later than {PATIENCE:.0f} s)"
        )


def _told_by(readers: list[Viewer], row: str, recorded: float) -> dict[str, int]:
    """Of each process the first message with this row since then."""
    found: dict[str, int] = {}
    for reader in readers:
        for one in reader.arrived:
            if one.at > recorded and one.rows and (row in one.rows or "all" in one.rows):
                found[one.process] = min(one.number, found.get(one.process, one.number))
    return found


async def _one_by_one(viewers: list[Viewer], record: Record, changes: int, server: int) -> None:
    """Record one activity after the other, and tell how soon each viewer saw it."""
    seen = Seen("after seconds without any")
    worked = await asyncio.to_thread(Worked, server)
    for number in range(changes):
        row, recorded = await asyncio.to_thread(record, number)
        await seen.by_all(viewers, row, recorded)
        await asyncio.sleep(1.5)
    print(seen)
    print(f"work of a change: {worked.for_each(changes)}", flush=True)


async def _go_on(viewers: list[Viewer], record: Record, seen: Seen, until: float) -> None:
    """The same at any moment while others record."""
    number = 1000
    while time.perf_counter() < until:
        await asyncio.sleep(random.random() * 0.5)
        row, recorded = await asyncio.to_thread(record, number := number + 1)
        await seen.by_all(viewers, row, recorded)


def _record(population: object, row: str, secret: str, port: int, number: int) -> tuple[str, float]:
    """Record one activity, and give whose row shows it and the moment at which it was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = {
        "activity_type_id": population.types[0].pk,  # type: ignore[attr-defined]
        "outcome_id": population.outcomes[0].pk,  # type: ignore[attr-defined]
        "minutes": 12,
    }
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {secret}",
        "Idempotency-Key": f"change-{time.time_ns()}-{number}",
    }
    connection.request("POST", "/api/v1/activities", json.dumps(body), headers)
    response = connection.getresponse()
    text = response.read()
    if response.status >= 300:
        raise SystemExit(f"recording was answered {response.status}: {text[:300]!r}")
    return row, time.perf_counter()


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
