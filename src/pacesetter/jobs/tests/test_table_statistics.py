"""What SQLite knows of its tables."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter import jobs
from pacesetter.jobs.models import Job
from pacesetter.jobs.table_statistics import look_at_tables
from pacesetter.tenancy.models import Organisation


def rows_known() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'tenancy_organisation' AND idx IS NOT NULL")
        return max(int(stat.split()[0]) for (stat,) in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself")
def test_sqlite_learns_how_many_rows_there_are_and_learns_it_anew(organisation: Organisation) -> None:
    for number in (30, 90):
        missing = range(Organisation.objects.count(), number)
        Organisation.objects.bulk_create(Organisation(name="Another", slug=f"another-{n}") for n in missing)
        look_at_tables()
        assert rows_known() == number


def test_the_job_looks_at_tables_where_that_is_needed(organisation: Organisation) -> None:
    job = jobs.enqueue("jobs.statistics")
    with CaptureQueriesContext(connection) as captured:
        jobs.run_due()
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert any(query["sql"] == "ANALYZE" for query in captured) is (connection.vendor == "sqlite")
