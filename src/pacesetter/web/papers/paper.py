"""A document with what stands on every page: whose figures, as of when, the thresholds, and the page's number."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_time
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from fpdf import FPDF

from pacesetter.web.papers.western import in_western_letters
from pacesetter.wording.numbers import current_locale
from pacesetter.wording.pace_words import PaceWord

Colour = tuple[int, int, int]

INK: Colour = (23, 32, 46)
SOFT: Colour = (82, 96, 112)
LINE: Colour = (200, 208, 220)
SUNKEN: Colour = (238, 242, 247)
WHITE: Colour = (255, 255, 255)
# The colours of the page, with the shapes that say the same without colour.
INKS: dict[str, Colour] = {"on": (0, 99, 74), "behind": (122, 79, 0), "off": (143, 47, 0), "none": SOFT}
MARKS: dict[str, Colour] = {"on": (0, 122, 90), "behind": (217, 142, 0), "off": (204, 68, 0), "none": (138, 151, 168)}
SHAPES = {"on": "▲", "behind": "◆", "off": "▼", "none": "–"}

MARGIN = 40.0  # points
_SMALLEST = 5.0  # points; smaller type can't be read
# Where people print on Letter; everywhere else it is A4.
_LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "DO", "VE", "PR"})


def paper_for(request: HttpRequest, country: str) -> str:
    """The paper asked for by `paper`, else what is usual in the organisation's country."""
    asked = request.GET.get("paper", "").lower()
    if asked in ("a4", "letter"):
        return asked
    return "letter" if country in _LETTER else "a4"


# To the minute: nobody asks for more of a sheet of paper.
_MOMENT = ((format_date, "medium"), (format_time, "short"))


class Paper(FPDF):
    """A document of one title. The type is DejaVu Sans, which has the letters of most languages."""

    def __init__(
        self,
        title: str,
        subtitle: str,
        organisation: str,
        now: datetime,
        thresholds: Sequence[tuple[PaceWord, str]],
        *,
        paper: str,
        landscape: bool = False,
    ) -> None:
        super().__init__("landscape" if landscape else "portrait", "pt", paper)
        self._subtitle, self._organisation, self._thresholds = subtitle, organisation, thresholds
        self._as_of = _("as of %(moment)s") % {
            "moment": ", ".join(
                form(timezone.localtime(now), length, locale=current_locale()) for form, length in _MOMENT
            )
        }
        self._title = title
        self.family = self._fonts()
        self.set_title(f"{title}, {subtitle}")
        self.set_creator("Pacesetter")
        self.set_creation_date(now)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(False)
        self.alias_nb_pages("{all}")
        self.add_page()

    def _fonts(self) -> str:
        regular, bold = font_path("DejaVuSans"), font_path("DejaVuSans-Bold")
        if regular is None or bold is None:
            # Set-up has not fetched it: a font that every reader has, with the letters of western Europe.
            return "Helvetica"
        self.add_font("DejaVu", "", regular)
        self.add_font("DejaVu", "B", bold)
        return "DejaVu"

    def header(self) -> None:
        """Title, what of, and as of when."""
        self.set_xy(MARGIN, MARGIN)
        self.write_at(MARGIN, MARGIN, self._title, size=18, bold=True)
        self.write_at(MARGIN, MARGIN + 24, self._subtitle, size=11, colour=SOFT)
        right = self.w - MARGIN
        self.write_at(right, MARGIN + 4, self._organisation, size=10, bold=True, align="R")
        self.write_at(right, MARGIN + 24, self._as_of, size=9, colour=SOFT, align="R")
        self.set_y(MARGIN + 52)

    def footer(self) -> None:
        """What the words mean, and the page's number."""
        y, x = self.h - MARGIN - 4, MARGIN
        self.set_draw_color(*LINE)
        self.line(MARGIN, y - 8, self.w - MARGIN, y - 8)
        for word, meaning in self._thresholds:
            x = self.write_at(x, y, f"{self.shape(word.key)} {word.word}", size=8, bold=True, colour=INKS[word.key]) + 4
            x = self.write_at(x, y, meaning, size=8, colour=SOFT) + 14
        page = _("Page %(number)s of %(all)s") % {"number": self.page_no(), "all": "{all}"}
        # As a cell, since the number of all pages is put in last, and only there.
        self.set_font(self.family, "", 8)
        self.set_text_color(*SOFT)
        # It takes less room than what holds its place.
        spare = self.get_string_width("{all}") - self.get_string_width("9")
        self.set_xy(self.w - MARGIN - 100 + spare, y - 2)
        self.cell(100, 10, page, align="R")

    @property
    def bottom(self) -> float:
        """Where the rows of a page must end."""
        return float(self.h) - MARGIN - 20

    def shape(self, key: str) -> str:
        """The sign of a pace."""
        return SHAPES[key] if self.family == "DejaVu" else ""

    def write_at(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "L",
        most: float = 0,
    ) -> float:
        """Write a line whose upper edge is y, from x on (up to it with align "R", around it with "C").

        One that is wider than `most` is set smaller; what is too wide even so is cut. Answers where it ends.
        """
        text, style = self._known(text), "B" if bold else ""
        self.set_font(self.family, style, size)
        # Numbers must never be cut, and most texts are a little too wide at the worst.
        if most and (width := float(self.get_string_width(text))) > most:
            size = max(size * most / width, min(size, _SMALLEST))
            self.set_font(self.family, style, size)
        self.set_text_color(*colour)
        text = self._fitting(text, most + 0.5 if most else 0)
        width = float(self.get_string_width(text))
        left = x - width if align == "R" else x - width / 2 if align == "C" else x
        self.text(left, y + size * 0.82, text)
        return left + width

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.set_fill_color(*colour)
        self.rect(x, y, width, height, style="F")

    def _known(self, text: str) -> str:
        return text if self.family == "DejaVu" else in_western_letters(text)

    def _fitting(self, text: str, most: float) -> str:
        if not most or self.get_string_width(text) <= most:
            return text
        while text and self.get_string_width(text + "…" if self.family == "DejaVu" else text) > most:
            text = text[:-1]
        return text.rstrip() + ("…" if self.family == "DejaVu" else "")


@lru_cache
def font_path(name: str) -> Path | None:
    """The file of a font; None where set-up has not fetched it."""
    path = finders.find(f"vendor/fonts/{name}.ttf")
    return Path(path) if isinstance(path, str) else None


def as_answer(paper: Paper, name: str) -> HttpResponse:
    """The document as an attachment of this name."""
    response = HttpResponse(bytes(paper.output()), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{get_valid_filename(name)}.pdf") or ""
    response.headers["Cache-Control"] = "no-store"
    return response
