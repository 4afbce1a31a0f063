"""The column in which exports of everything say what was deleted there. Of all kinds of rows."""

from django.utils.translation import gettext_lazy as _

from pacesetter.imports.fields.field import Field, ValueKind

DELETED = Field(
    "deleted", _("Deleted"), ValueKind.YES_OR_NO,
    _("Whether the record was deleted in the system it comes from. Such rows are left out."),
    "no", ("isdeleted", "is deleted", "deleted"), in_template=False,
)  # fmt: skip
