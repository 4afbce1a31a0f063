"""Keep the book of each organisation in memory while its settings stay the same."""

from pacesetter.kpis.book.book import Book
from pacesetter.kpis.book.load import load_book
from pacesetter.tenancy.kept import KeptBySettingsVersion
from pacesetter.tenancy.models import Organisation

_BOOKS = KeptBySettingsVersion(load_book)


def book_of(organisation: Organisation) -> Book:
    """The book of the organisation at its settings version.

    Read the organisation in this request: its version tells whether what is kept is still right. Inside a transaction
    that changes settings use `load_book`, or a version that may be rolled back would be kept.
    """
    return _BOOKS.of(organisation)


forget = _BOOKS.forget
