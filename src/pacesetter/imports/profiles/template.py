"""Our own template: the headings are the labels of the fields."""

from django.utils.translation import override

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.profile import Layout, Profile
from pacesetter.imports.values.durations import ClockForm, DurationFormat, DurationUnit
from pacesetter.imports.values.texts import folded

# What gives the template away: headings that stand together in no other file.
_SIGNS = {
    Kind.ACTIVITIES: (
        ("type", "owner", "date", "booked"),
        ("type", "owner", "company_external_id", "contact_external_id"),
    ),
    Kind.COMPANIES: (("name", "kind", "sales_rep"), ("name", "sales_rep", "account_manager")),
    Kind.CONTACTS: (("external_id", "name", "email", "company_external_id"),),
}


def headings(kind: Kind) -> dict[str, str]:
    """Field to heading of the template, in its order. Always in English, so that every template can be read back."""
    with override("en"):
        return {field.name: str(field.label) for field in FIELDS[kind].values() if field.in_template}


def _layout(kind: Kind) -> Layout:
    with override("en"):
        labels = {field.name: folded(str(field.label)) for field in FIELDS[kind].values()}
    return Layout(
        kind,
        tuple(frozenset(labels[name] for name in group) for group in _SIGNS[kind]),
        {label: name for name, label in labels.items()},
        duration=DurationFormat(DurationUnit.MINUTES, ClockForm.HOURS_MINUTES),
    )


def template_profile() -> Profile:
    """The profile of our own files."""
    return Profile("import", "Pacesetter", tuple(_layout(kind) for kind in Kind))
