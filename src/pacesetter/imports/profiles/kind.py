"""What the rows of a file are: activities, companies or contacts, told by its headings."""

from collections.abc import Sequence

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.mapping import missing_fields
from pacesetter.imports.profiles.detect import detect
from pacesetter.imports.profiles.guess import guess

# So many columns tell the kind although something that is needed has no column yet, which is asked for then.
_TELLING = 3


def kind_by_headings(header: Sequence[str]) -> Kind | None:
    """The kind of the source's layout, else the one as which most columns are something, and of several such the one of
    which nothing that is needed is missing. None in doubt."""
    if found := detect(header):
        return found.layout.kind
    fits: dict[Kind, tuple[int, bool]] = {}
    for kind in Kind:
        fields = [one.field for one in guess(header, [], kind, None).values()]
        fits[kind] = len(fields), not missing_fields(fields, kind)
    known, is_whole = best = max(fits.values())
    most = [kind for kind, fit in fits.items() if fit == best]
    return most[0] if len(most) == 1 and (is_whole or known >= _TELLING) else None
