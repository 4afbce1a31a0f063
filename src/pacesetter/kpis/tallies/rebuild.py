"""Make all tallies of an organisation anew from its activities."""

from django.db import connection, transaction

from pacesetter.kpis.tallies import facts_sql
from pacesetter.tenancy.scope import current_organisation_id


def rebuild() -> tuple[int, int]:
    """Make the tallies of the organisation in scope anew. Returns the number of rows by day and by month.

    Whoever records meanwhile waits on PostgreSQL for the table's lock and on SQLite for the transaction, so that
    nothing is counted twice or left out.
    """
    organisation_id = current_organisation_id()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE kpis_tallyday, kpis_tallymonth IN SHARE ROW EXCLUSIVE MODE")
        for table in ("kpis_tallyday", "kpis_tallymonth"):
            cursor.execute(f"DELETE FROM {table} WHERE organisation_id = %s", [organisation_id])  # noqa: S608
        cursor.execute(
            f"INSERT INTO kpis_tallyday ({facts_sql.COLUMNS}) {facts_sql.totals(by_month=False)}",
            [organisation_id, organisation_id],
        )
        days = cursor.rowcount
        cursor.execute(
            f"INSERT INTO kpis_tallymonth ({facts_sql.COLUMNS}) {facts_sql.months_from_days()}",
            [organisation_id],
        )
        return days, cursor.rowcount
