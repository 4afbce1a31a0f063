"""Requests per second of recording one completed activity, against an endpoint that only inserts the row.

    python -m benchmarks.record_activity [--seconds 4] [--rounds 5]

Both are served by the same server processes; the two take turns, so that whatever else the machine does hits both.
Needs wrk. PACESETTER_DATABASE_URL must name a database made for this.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.population import Population

_LUA = """
local turn = 0
local bodies = {{ {bodies} }}
local secrets = {{ {secrets} }}
local prefix = "{prefix}"
request = function()
  turn = turn + 1
  local headers = {{ ["Content-Type"] = "application/json" }}
  if "{mode}" ~= "bare" then
    headers["Authorization"] = "Bearer " .. secrets[turn % #secrets + 1]
    headers["Idempotency-Key"] = prefix .. "-" .. tostring(turn) .. "-" .. tostring({{}}):sub(8)
  end
  return wrk.format("POST", "{path}", headers, bodies[turn % #bodies + 1])
end
"""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=4)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    population = Population()
    servers: list[subprocess.Popen[bytes]] = []
    try:
        ports = {"bare": _serve(servers), "untallied": _serve(servers, MEASURE_WITHOUT_TALLIES="1")}
        ports["product"] = ports["bare"]
        for clients in (1, 8):
            _measure(population, ports, clients, given.seconds, given.rounds)
    finally:
        for server in servers:
            server.terminate()
            server.wait()
    _agree(population)


def _serve(servers: list[subprocess.Popen[bytes]], **more: str) -> int:
    port = _free_port()
    servers.append(
        subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
                "--workers", os.environ.get("MEASURE_PROCESSES", "2"),
                "--blocking-threads", os.environ.get("MEASURE_THREADS", "4"),
                "--blocking-threads-idle-timeout", "600", "--log-level", "warning", "benchmarks.wsgi:application",
            ],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings", **more},
        )
    )  # fmt: skip
    _wait_for(port)
    return port


def _measure(population: Population, ports: dict[str, int], clients: int, seconds: float, rounds: int) -> None:
    rates: dict[str, list[float]] = {"bare": [], "product": [], "untallied": []}
    for mode in rates:
        _run(population, ports[mode], mode, clients, 1, "warm")
    for turn in range(rounds):
        for mode in rates:
            rates[mode].append(_run(population, ports[mode], mode, clients, seconds, str(turn)))
    for what, against in (("product", "bare"), ("product", "untallied")):
        ratios = [one / other for one, other in zip(rates[what], rates[against], strict=True)]
        print(
            f"{clients} clients: {against} {statistics.median(rates[against]):.0f}/s, "
            f"{what} {statistics.median(rates[what]):.0f}/s, "
            f"ratio {statistics.median(ratios):.2f} [{min(ratios):.2f}..{max(ratios):.2f}]",
            flush=True,
        )


def _run(population: Population, port: int, mode: str, clients: int, seconds: float, name: str) -> float:
    bodies = []
    for n in range(50):
        member = population.members[n % len(population.secrets)]
        body: dict[str, object] = {
            "activity_type_id": population.types[n % len(population.types)].pk,
            "company_id": population.companies[population.members.index(member)].pk,
            "outcome_id": population.outcomes[n % 2].pk,
            "subject": "Call about the offer",
            "minutes": 12,
        }
        if mode == "bare":
            body |= {"organisation_id": population.organisation.pk, "owner_id": member.pk}
        bodies.append("'" + json.dumps(body) + "'")
    script = _LUA.format(
        bodies=", ".join(bodies),
        secrets=", ".join(f"'{secret}'" for secret in population.secrets),
        prefix=f"{mode}-{clients}-{name}-{time.time_ns()}",
        mode=mode,
        path="/bare/activities" if mode == "bare" else "/api/v1/activities",
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{seconds:g}s", "-s", file.name, f"http://127.0.0.1:{port}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"{mode} did not answer 2xx:\n{done.stdout}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None:
        raise SystemExit(done.stdout)
    return float(found[1])


def _agree(population: Population) -> None:
    from pacesetter.activities.models import Activity
    from pacesetter.kpis import tallies
    from pacesetter.kpis.models import TallyDay
    from pacesetter.tenancy.scope import scope

    with scope(population.organisation):
        recorded = Activity.objects.filter(provenance="api", request_key__startswith="product").count()
        tallied = sum(TallyDay.objects.values_list("count", flat=True))
        # Rows that were recorded without totals are taken away before the comparison.
        Activity.objects.exclude(provenance="api", request_key__startswith="product").delete()
        wrong = len(tallies.mismatches())
    print(f"recorded {recorded}, tallied {tallied}, tallies that differ: {wrong}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    Path(tempfile.gettempdir()).mkdir(exist_ok=True)
    main()
