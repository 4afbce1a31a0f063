"""What the rows of a file are, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.imports.fields.field import Kind

KINDS: dict[Kind, Promise] = {
    Kind.COMPANIES: _("Companies"),
    Kind.CONTACTS: _("Contacts"),
    Kind.ACTIVITIES: _("Activities"),
}
