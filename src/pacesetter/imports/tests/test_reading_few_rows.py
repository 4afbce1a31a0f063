"""What an import does thousands of times looks at its own rows, however many the organisation has.

SQLite plans without statistics until they have been made for the first time.
"""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import ActivityType
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import undo
from pacesetter.people.models import Member

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite goes about it")

# Found by the organisation alone, or not found at all but looked for among all.
_EVERYTHING = re.compile(r"SCAN activities_activity\b|activities_activity USING .*\(organisation_id=\?\)$")


def test_nothing_goes_through_all_activities_of_the_organisation(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    text = "Activity ID,Activity type,Owner,Date,Company\nA1,Discovery call,Rita,2026-03-02,Initech\n"
    with CaptureQueriesContext(connection) as said:
        undo(bring_in(csv_file(tmp_path, text), ada), by=ada)
    found = [query["sql"] for query in said if "activities_activity" in query["sql"]]
    # Two thousand companies that are deleted are looked for together.
    found = [sql for sql in found if '"company_id" IN' not in sql]
    assert any("CREATE TEMP TABLE found" in sql for sql in found)
    assert any(sql.startswith("DELETE FROM activities_activity ") for sql in found)
    assert {sql: plan for sql in found if any(map(_EVERYTHING.search, plan := plan_of(sql)))} == {}


def plan_of(sql: str) -> list[str]:
    """What SQLite would do, in its words; nothing for a statement that needs a table of a moment ago."""
    with connection.cursor() as cursor:
        select = sql.partition(" AS ")[2] if sql.startswith("CREATE") else sql
        if "temp." in select or not re.match("SELECT|DELETE|UPDATE", select):
            return []
        cursor.execute(f"EXPLAIN QUERY PLAN {select.replace('%', '%%')}", [])
        return [row[3] for row in cursor.fetchall()]
