"""A spreadsheet's typed cell as the text that the same cell would have in a careful CSV export.

Everything after reading works on text alone, so a date typed as a date becomes ISO text, which is never ambiguous.
"""

from datetime import date, datetime, time, timedelta

# Stand for what a cell lacks until its row is looked at. No workbook can hold them: XML knows no zero character.
NO_RESULT = "\0="
CELL_ERROR = "\0#"


def text_of(value: object) -> str:
    """The cell's text; empty for an empty cell, `CELL_ERROR` for one that holds an Excel error."""
    if value is None:
        return ""
    if isinstance(value, str):
        # Excel keeps control characters as _x0000_ and the like; errors such as #N/A arrive as plain text.
        return CELL_ERROR if value in _ERRORS else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # Long telephone numbers and ids are stored as floats; 1.0 and 6421555123.0 are whole numbers.
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        # A fourth decimal keeps three of them from being taken for thousands.
        text = repr(value)
        return f"{text}0" if text[-4:-3] == "." else text
    if isinstance(value, datetime):
        whole_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if whole_day else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)


_ERRORS = frozenset({"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!"})
