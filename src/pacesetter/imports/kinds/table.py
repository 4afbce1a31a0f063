"""The table of kinds."""

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kinds.activities import ActivityImport
from pacesetter.imports.kinds.companies import CompanyImport
from pacesetter.imports.kinds.contacts import ContactImport
from pacesetter.imports.kinds.written import MakeKind

KINDS: dict[Kind, MakeKind] = {
    Kind.ACTIVITIES: ActivityImport,
    Kind.COMPANIES: CompanyImport,
    Kind.CONTACTS: ContactImport,
}
