"""ical.js, the parser of Thunderbird, in Node: a second opinion on what we write."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tools.missing import missing

ROOT = Path(__file__).resolve().parents[4]

# Reads a list of objects, answers a list of what they say. Zones are those that an object brings along.
_SCRIPT = """
const ICAL = require("ical.js");
const read = (text) => {
  const whole = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const parts = whole.getAllSubcomponents("vevent");
  const main = new ICAL.Event(parts.find((part) => !part.hasProperty("recurrence-id")) ?? parts[0]);
  for (const part of parts) {
    if (part.hasProperty("recurrence-id") && part !== main.component) main.relateException(part);
  }
  const at = (time) => new Date(time.toUnixTime() * 1000).toISOString();
  const starts = [];
  if (main.isRecurring()) {
    const walk = main.iterator();
    for (let next; starts.length < 500 && (next = walk.next()); )
      starts.push(at(main.getOccurrenceDetails(next).startDate));
  } else if (main.startDate) starts.push(at(main.startDate));
  return {
    method: whole.getFirstPropertyValue("method"),
    uid: main.uid,
    sequence: main.sequence,
    title: main.summary,
    starts,
    attendees: main.attendees.map((one) => one.getFirstValue()),
  };
};
let sent = "";
process.stdin.on("data", (part) => (sent += part));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(sent).map(read))));
"""


@dataclass(frozen=True)
class Read:
    """What ical.js understood. Moments are in UTC; `starts` are all of a recurring meeting's."""

    method: str
    uid: str
    sequence: int
    title: str
    starts: list[datetime]
    attendees: list[str]


def understood(contents: Sequence[bytes]) -> list[Read]:
    """What ical.js makes of the objects, all in one run of Node."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "ical.js").exists():
        missing("Node or ical.js is not on this machine")
    done = subprocess.run(
        [node, "-e", _SCRIPT],
        input=json.dumps([content.decode() for content in contents]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [_read(one) for one in json.loads(done.stdout)]


def _read(one: dict[str, Any]) -> Read:
    return Read(
        method=one["method"],
        uid=one["uid"],
        sequence=one["sequence"],
        title=one["title"],
        starts=[datetime.fromisoformat(moment) for moment in one["starts"]],
        attendees=one["attendees"],
    )
