"""The table of kinds and their fields."""

from pacesetter.imports.fields.activities import ACTIVITY_FIELDS
from pacesetter.imports.fields.companies import COMPANY_FIELDS
from pacesetter.imports.fields.contacts import CONTACT_FIELDS
from pacesetter.imports.fields.deleted import DELETED
from pacesetter.imports.fields.field import Field, Kind

FIELDS: dict[Kind, dict[str, Field]] = {
    Kind.ACTIVITIES: {field.name: field for field in (*ACTIVITY_FIELDS, DELETED)},
    Kind.COMPANIES: {field.name: field for field in (*COMPANY_FIELDS, DELETED)},
    Kind.CONTACTS: {field.name: field for field in (*CONTACT_FIELDS, DELETED)},
}
