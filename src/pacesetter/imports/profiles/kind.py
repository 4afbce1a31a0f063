"""What the rows of a file are: activities, companies or contacts, told by its headings."""

from collections.abc import Sequence

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.mapping import missing_fields
from pacesetter.imports.profiles.detect import detect
from pacesetter.imports.profiles.guess import guess


def kind_by_headings(header: Sequence[str]) -> Kind | None:
    """The kind of the source's layout, else the one of which nothing that is needed is missing and most columns are
    something. None in doubt."""
    if found := detect(header):
        return found.layout.kind
    fits: dict[Kind, int] = {}
    for kind in Kind:
        fields = [one.field for one in guess(header, [], kind, None).values()]
        if not missing_fields(fields, kind):
            fits[kind] = len(fields)
    most = [kind for kind, count in fits.items() if count == max(fits.values())]
    return most[0] if len(most) == 1 else None
