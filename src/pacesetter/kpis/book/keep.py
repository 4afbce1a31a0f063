"""Keep the book of each organisation in memory while its settings stay the same."""

from pacesetter.kpis.book.book import Book
from pacesetter.kpis.book.load import load_book
from pacesetter.tenancy.models import Organisation

# Books of organisations that this process served lately; it serves few of them at a time.
_KEPT: dict[int, Book] = {}
_MOST = 50


def book_of(organisation: Organisation) -> Book:
    """The book of the organisation at its settings version.

    Read the organisation in this request: its version tells whether what is kept is still right. Inside a transaction
    that changes settings use `load_book`, or a version that may be rolled back would be kept.
    """
    kept = _KEPT.get(organisation.pk)
    if kept is None or kept.version != organisation.settings_version:
        kept = load_book(organisation)
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[organisation.pk] = kept
    return kept


def forget() -> None:
    """Forget everything that is kept, for tests and for whoever has replaced the database underneath."""
    _KEPT.clear()
