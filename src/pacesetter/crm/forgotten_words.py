"""Words of companies and contacts that are gone, out of the index too."""

from django.db import connection

_INDEXES = ("crm_company_words", "crm_contact_words")


def forget_words() -> None:
    """Let nothing of erased rows stay behind in the search index. SQLite only marks their words as gone until it next
    tidies up by itself; PostgreSQL's index has nothing but the rows that there are."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for index in _INDEXES:
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
