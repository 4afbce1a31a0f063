"""CSV as spreadsheet programs read it: UTF-8 with a byte order mark, without which Excel takes it for the system's old
code page. Numbers have a point and days are written as ISO 8601, whatever the language: the file is for programs."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from django.utils import timezone

from pacesetter.core.export_guard import guarded
from pacesetter.web.exports.table import ExportTable, Share, Value

# So much is gathered before it is sent: a piece for each row would be mostly overhead.
_PIECE = 32_000
# Digits behind the point of numbers that have no end.
_DIGITS = Decimal("0.000001")


def csv_file(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces."""
    buffer = StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([guarded(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([in_csv(value) for value in row])
        if buffer.tell() > _PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def in_csv(value: Value) -> object:
    """The value as it stands in a CSV cell. Text that could start a formula is made harmless."""
    if isinstance(value, Share):
        value = value.of_one
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, datetime):
        return (
            timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if timezone.is_aware(value) else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else guarded(str(value))


def plain(value: Fraction) -> str:
    """The number with a point, exact where it ends within six digits and rounded where it does not."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).quantize(_DIGITS).normalize():f}"
