"""The book: all settings of an organisation that figures depend on, read once and kept while they stay the same."""

from pacesetter.kpis.book.book import Book, KpiRule, MemberRule
from pacesetter.kpis.book.keep import book_of
from pacesetter.kpis.book.load import load_book

__all__ = ["Book", "KpiRule", "MemberRule", "book_of", "load_book"]
