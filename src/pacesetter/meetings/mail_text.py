"""The words of a mail that somebody wrote, as text: nobody's HTML is passed on under our name."""

from email.message import EmailMessage
from html.parser import HTMLParser

# As much of a mail as a person reads; the rest is a signature and what was quoted.
MOST_TEXT = 20_000
_MOST_HTML = 400_000
MOST_NAMES = 20
_UNREAD = frozenset({"head", "style", "script", "title", "template"})
_LINES = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"})
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError)


def text_of(parsed: EmailMessage) -> str:
    """The plain text; the words of the HTML where that is all there is; empty where there is neither."""
    return _clean(_content(parsed, "plain")) or _clean(_words_of(_content(parsed, "html")))


def attachments_of(parsed: EmailMessage) -> list[str]:
    """The names of what hangs on the mail."""
    try:
        names = [str(part.get_filename() or "") for part in parsed.walk()]
    except _BROKEN:
        return []
    return [one for name in names if (one := _clean(name.replace("\n", " "))[:100])][:MOST_NAMES]


def _content(parsed: EmailMessage, kind: str) -> str:
    try:
        part = parsed.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part is not None else ""
    except _BROKEN:
        return ""


def _words_of(html: str) -> str:
    words = _Words()
    try:
        words.feed(html[:_MOST_HTML])
        words.close()
    except _BROKEN:
        pass  # what was read until there
    lines = (" ".join(line.split()) for line in "".join(words.found).split("\n"))
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()[:MOST_TEXT]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread = 0 if tag == "body" else self._unread + (tag in _UNREAD)  # a head is not always closed
        if tag in _LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        if tag in _LINES:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            # A line break in the source is a space; only tags break lines.
            self.found.append(data.replace("\n", " "))
