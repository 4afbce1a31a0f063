"""The description of a source's export files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.values.durations import UNKNOWN_DURATION, DurationFormat
from pacesetter.imports.values.texts import folded


def columns(**by_field: str) -> dict[str, str]:
    """Heading (folded) to field, from `field="Heading; Other heading"`. The best heading of a field comes first."""
    return {folded(heading): name for name, headings in by_field.items() for heading in headings.split(";")}


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file of a source.

    `signs`: sets of headings, any one of which gives the file away. `ignored`: columns that we know and don't want,
    among them traps such as another record's name. `implied_type`: the activity type where no column tells it.
    `duration`: the unit that the source writes without saying so. `words`: codes of the source and what they stand for.
    """

    kind: Kind
    signs: tuple[frozenset[str], ...]
    columns: Mapping[str, str]
    ignored: frozenset[str] = frozenset()
    implied_type: str = ""
    duration: DurationFormat = UNKNOWN_DURATION
    decimal_sign: str | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A source. `key` is what its ids are kept under (`source` of external ids)."""

    key: str
    name: str
    layouts: tuple[Layout, ...]

    @property
    def has_id_form(self) -> bool:
        """Whether ids of this source come in several forms."""
        return self.key in ("salesforce", "zoho")

    def id_form(self, text: str) -> str:
        """The form in which ids of this source are kept, so that all its files agree."""
        if self.key == "salesforce" and len(text) == 18 and text.isalnum():
            # The last three characters only repeat the case of the others for programs that ignore case.
            return text[:15]
        if self.key == "zoho":
            return text.removeprefix("zcrm_")
        return text


def signs(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Each alternative is headings parted by semicolons, all of which must be there."""
    return tuple(frozenset(folded(heading) for heading in one.split(";")) for one in alternatives)


def names(headings: str) -> frozenset[str]:
    """Headings parted by semicolons, folded."""
    return frozenset(folded(heading) for heading in headings.split(";"))
