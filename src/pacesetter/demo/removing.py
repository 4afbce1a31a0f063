"""Remove the demo organisation."""

from pathlib import Path

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.demo.erase import erase
from pacesetter.imports.kept_files import errors_path, kept, rows_path
from pacesetter.imports.models import ImportBatch
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def remove(organisation: Organisation) -> None:
    """Erase the demo organisation with everything that belongs to it. Refuses any other organisation.

    Call it outside a transaction.
    """
    # Read again: whatever is in memory, only what the database calls a demo is erased.
    row = Organisation.objects.get(pk=organisation.pk)
    if not row.is_demo:
        raise Refusal(_("“%(name)s” is no demo. Nothing was removed.") % {"name": row}, code="no_demo")
    with scope(row):
        files = [path for batch in ImportBatch.objects.all() for path in _files_of(batch)]
    erase(row)
    for path in files:
        path.unlink(missing_ok=True)


def _files_of(batch: ImportBatch) -> list[Path]:
    return [kept(batch), rows_path(batch), errors_path(batch)] if batch.path else [errors_path(batch)]
