"""PostgreSQL keeps new words in a list before it sorts them into an index of words, and every search reads all of that list:
up to 4 MB, which took 8 ms of each search, for whatever is recorded with a company makes a new version of its row. 128 kB
are read in no time, and sorting them in more often costs no more."""

from django.db import migrations

_INDEXES = ("crm_company_search", "crm_contact_search")


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for index in _INDEXES:
            schema_editor.execute(f"ALTER INDEX {index} SET (gin_pending_list_limit = 128)")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for index in _INDEXES:
            schema_editor.execute(f"ALTER INDEX {index} RESET (gin_pending_list_limit)")


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_squashed_0007_contact_lists")]
    operations = [migrations.RunPython(install, remove)]
