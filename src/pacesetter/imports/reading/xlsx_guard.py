"""Refuses a workbook that would unfold to far more than it seems (a "zip bomb") before any of it is unpacked.

Python's zipfile never hands out more bytes than the archive's own directory declares for a part, so looking at the
directory is enough.
"""

import zipfile
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.imports.reading.limits import (
    MAX_XLSX_PARTS,
    MAX_XLSX_RATIO,
    MAX_XLSX_SHARED_STRINGS_BYTES,
    MAX_XLSX_UNPACKED_BYTES,
)
from pacesetter.imports.reading.unreadable import Unreadable

_ADVICE = gettext_lazy("Save it as CSV UTF-8 and import that file.")
# Tiny parts of a workbook may be packed very well without any harm.
_SMALL_PART_BYTES = 10 * 1024**2


def check_unpacked_size(path: Path) -> None:
    """Raises `Unreadable` where the unpacked workbook would be larger than we can hold."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_XLSX_PARTS:
        raise Unreadable(_("The workbook consists of %(number)s parts.") % {"number": len(parts)}, str(_ADVICE))
    if sum(part.file_size for part in parts) > MAX_XLSX_UNPACKED_BYTES:
        raise Unreadable(_("The workbook is too large once unpacked."), str(_ADVICE))
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unreadable(_("The workbook is protected by a password."), _("Save it without a password."))
        if part.file_size > _SMALL_PART_BYTES and part.file_size > part.compress_size * MAX_XLSX_RATIO:
            raise Unreadable(_("The workbook unfolds to hundreds of times its size."), str(_ADVICE))
        if part.filename.lower() == "xl/sharedstrings.xml" and part.file_size > MAX_XLSX_SHARED_STRINGS_BYTES:
            raise Unreadable(_("The workbook holds more text than can be read at once."), str(_ADVICE))
