"""Every kind of trouble a row can have: what is wrong, and what the person can do about it.

`problem` in a sentence is the cell's text where there is one.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ProblemKind(StrEnum):
    # Reading
    WRONG_WIDTH = "wrong_width"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    CELL_TOO_LONG = "cell_too_long"
    TOO_MANY_COLUMNS = "too_many_columns"
    BAD_BYTES = "bad_bytes"
    NULL_CHARACTERS = "null_characters"
    CELL_ERROR = "cell_error"
    NO_RESULT = "no_result"
    # Values
    MISSING = "missing"
    TOO_LONG = "too_long"
    SHORTENED = "shortened"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    IMPLAUSIBLE_DATE = "implausible_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_DURATION = "not_a_duration"
    AMBIGUOUS_DURATION = "ambiguous_duration"
    IMPLAUSIBLE_DURATION = "implausible_duration"
    NOT_AN_AMOUNT = "not_an_amount"
    AMBIGUOUS_AMOUNT = "ambiguous_amount"
    OTHER_CURRENCY = "other_currency"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    UNKNOWN_STATUS = "unknown_status"
    DAMAGED_KEY = "damaged_key"
    # Meaning
    UNKNOWN_OWNER = "unknown_owner"
    AMBIGUOUS_OWNER = "ambiguous_owner"
    UNKNOWN_MEMBER = "unknown_member"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_OUTCOME = "unknown_outcome"
    OUTCOME_NOT_OF_TYPE = "outcome_not_of_type"
    OUTCOME_MISSING = "outcome_missing"
    COMPLETED_WITHOUT_DATE = "completed_without_date"
    COMPLETED_IN_FUTURE = "completed_in_future"
    CLOSED_PERIOD = "closed_period"
    OWNER_HAS_LEFT = "owner_has_left"
    AMBIGUOUS_COMPANY = "ambiguous_company"
    UNKNOWN_COMPANY = "unknown_company"
    UNKNOWN_CONTACT = "unknown_contact"
    # Counted, not wrong
    SAME_ROW = "same_row"
    DELETED_THERE = "deleted_there"
    DUPLICATE = "duplicate"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    RESTATEMENT = "restatement"


class Severity(StrEnum):
    """ERROR: the row is left out. SKIPPED: left out on purpose. WARNING: brought in all the same."""

    ERROR = "error"
    SKIPPED = "skipped"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a kind of problem says to the person."""

    severity: Severity
    what: Promise
    advice: Promise


_E, _S, _W = Severity.ERROR, Severity.SKIPPED, Severity.WARNING

WORDINGS: dict[ProblemKind, Wording] = {
    ProblemKind.WRONG_WIDTH: Wording(
        _E,
        _("The row has another number of cells than the header."),
        _("Put quotation marks around cells that contain the delimiter, or a line break."),
    ),
    ProblemKind.UNCLOSED_QUOTE: Wording(
        _E, _("A quotation mark opens a cell and never closes it."), _('Close it, or double it: ""')
    ),
    ProblemKind.STRAY_QUOTE: Wording(
        _E, _("A quotation mark stands in the middle of a quoted cell."), _('Double it: ""')
    ),
    ProblemKind.CELL_TOO_LONG: Wording(_E, _("A cell is longer than a million characters."), _("Shorten it.")),
    ProblemKind.TOO_MANY_COLUMNS: Wording(
        _E, _("The row has far more cells than the header."), _("Remove what stands beside the table.")
    ),
    ProblemKind.BAD_BYTES: Wording(
        _W,
        _("Characters could not be read and were replaced by \ufffd."),
        _("Export the file as CSV UTF-8, or correct the text later."),
    ),
    ProblemKind.NULL_CHARACTERS: Wording(
        _W, _("Zero characters were removed."), _("Nothing, unless the text looks damaged.")
    ),
    ProblemKind.CELL_ERROR: Wording(
        _W,
        _("The cell holds an error of the spreadsheet program and was taken as empty."),
        _("Correct the formula, or write the value."),
    ),
    ProblemKind.NO_RESULT: Wording(
        _E,
        _("The cell holds a formula, and its result is not in the file."),
        _("Open the workbook in a spreadsheet program, save it there, and bring in that file."),
    ),
    ProblemKind.MISSING: Wording(_E, _("A required cell is empty."), _("Fill it in.")),
    ProblemKind.TOO_LONG: Wording(_E, _("The text is too long."), _("Shorten it.")),
    ProblemKind.SHORTENED: Wording(_W, _("The text is too long and was cut off."), _("Move the rest into the note.")),
    ProblemKind.NOT_A_DATE: Wording(
        _E, _("This is not a date we can read."), _("Write it as YYYY-MM-DD, for example 2026-03-31.")
    ),
    ProblemKind.AMBIGUOUS_DATE: Wording(
        _E,
        _("Day and month could be either way round."),
        _("Say which comes first (--date-order), or write dates as YYYY-MM-DD."),
    ),
    ProblemKind.IMPLAUSIBLE_DATE: Wording(
        _E, _("The date lies before 1990 or after 2100."), _("Check the year and the order of day and month.")
    ),
    ProblemKind.NOT_A_TIME: Wording(_E, _("This is not a time of day."), _("Write it as 14:30.")),
    ProblemKind.NOT_A_DURATION: Wording(_E, _("This is not a duration."), _("Write whole minutes, or h:mm:ss.")),
    ProblemKind.AMBIGUOUS_DURATION: Wording(
        _E, _("The unit of the duration is not known."), _("Say whether the column holds minutes or seconds.")
    ),
    ProblemKind.IMPLAUSIBLE_DURATION: Wording(
        _E, _("The duration is negative or longer than a day."), _("Check the column's unit.")
    ),
    ProblemKind.NOT_AN_AMOUNT: Wording(_E, _("This is not an amount of money."), _("Write it as 1234.50.")),
    ProblemKind.AMBIGUOUS_AMOUNT: Wording(
        _E,
        _("The separator could mean thousands or decimals."),
        _("Say which sign parts the decimals in this column."),
    ),
    ProblemKind.OTHER_CURRENCY: Wording(
        _E, _("The amount is in another currency than the organisation's."), _("Convert it first.")
    ),
    ProblemKind.NOT_YES_OR_NO: Wording(_E, _("This is neither yes nor no."), _("Write yes or no.")),
    ProblemKind.NOT_AN_EMAIL: Wording(
        _W, _("This is not an e-mail address; it was left out."), _("Correct it, or leave the cell empty.")
    ),
    ProblemKind.NOT_A_PHONE: Wording(
        _W, _("This is not a telephone number; it was left out."), _("Correct it, or leave the cell empty.")
    ),
    ProblemKind.UNKNOWN_STATUS: Wording(
        _E, _("The status is not known."), _("Write planned, completed or cancelled, or say what it means.")
    ),
    ProblemKind.DAMAGED_KEY: Wording(
        _E, _("An identifier holds characters that could not be read."), _("Export the file as CSV UTF-8.")
    ),
    ProblemKind.UNKNOWN_OWNER: Wording(
        _E,
        _("No member has this name or e-mail address."),
        _("Say who it is, choose somebody for all unknown owners, or invite the person first."),
    ),
    ProblemKind.AMBIGUOUS_OWNER: Wording(
        _E, _("Several members have this name."), _("Use the e-mail address, or say who it is.")
    ),
    ProblemKind.UNKNOWN_MEMBER: Wording(
        _W,
        _("No one member has this name or e-mail address; the company was taken without."),
        _("Say who it is, or set the member later."),
    ),
    ProblemKind.UNKNOWN_TYPE: Wording(
        _E, _("There is no activity type of this name."), _("Have it created, or say which type it is.")
    ),
    ProblemKind.UNKNOWN_OUTCOME: Wording(
        _E, _("There is no outcome of this name."), _("Have it created, or say which outcome it is.")
    ),
    ProblemKind.OUTCOME_NOT_OF_TYPE: Wording(
        _E, _("The activity type does not allow this outcome."), _("Allow it in the type's settings first.")
    ),
    ProblemKind.OUTCOME_MISSING: Wording(
        _W,
        _("The activity type asks for an outcome and there is none."),
        _("Map the column with the outcome, or edit the activity later."),
    ),
    ProblemKind.COMPLETED_WITHOUT_DATE: Wording(
        _E,
        _("The activity is completed but has no completion date."),
        _("Map the column with the completion date, or have the due date used."),
    ),
    ProblemKind.COMPLETED_IN_FUTURE: Wording(
        _E, _("The activity is completed on a day still to come."), _("Correct the date or the status.")
    ),
    ProblemKind.CLOSED_PERIOD: Wording(
        _E, _("The activity falls in a period that is closed and locked."), _("Reopen the period first.")
    ),
    ProblemKind.OWNER_HAS_LEFT: Wording(
        _E,
        _("The activity is still to be done, and its owner has left."),
        _("Write the member who takes it over into the owner's column."),
    ),
    ProblemKind.UNKNOWN_COMPANY: Wording(
        _W,
        _("No company with this id is here, and the row has no name for it."),
        _("Import the companies first, or add a column with their names."),
    ),
    ProblemKind.UNKNOWN_CONTACT: Wording(
        _W,
        _("No contact with this id is here, and the row has no name or e-mail address for it."),
        _("Import the contacts first, or add a column with their names."),
    ),
    ProblemKind.SAME_ROW: Wording(
        _W,
        _("A row above is the same in every cell, and no id tells them apart. Both were taken."),
        _("Remove one if it is a mistake, or map a column of ids."),
    ),
    ProblemKind.AMBIGUOUS_COMPANY: Wording(
        _W, _("Several companies have this name; the oldest was taken."), _("Merge the companies.")
    ),
    ProblemKind.DELETED_THERE: Wording(_S, _("It was deleted in the system it comes from."), _("Nothing.")),
    ProblemKind.DUPLICATE: Wording(_S, _("It is here already."), _("Nothing.")),
    ProblemKind.DUPLICATE_IN_FILE: Wording(
        _S, _("The same record stands in the file more than once; the first was taken."), _("Nothing.")
    ),
    ProblemKind.RESTATEMENT: Wording(
        _W, _("The activity changes the figures of a closed period."), _("Nothing; it is recorded as a restatement.")
    ),
}
