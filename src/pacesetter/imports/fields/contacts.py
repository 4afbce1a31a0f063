"""The fields of a contact."""

from django.utils.translation import gettext_lazy as _

from pacesetter.imports.fields.field import Field, ValueKind

CONTACT_FIELDS: tuple[Field, ...] = (
    Field(
        "external_id", _("Contact ID"), ValueKind.KEY,
        _("The person's id in the system it comes from. Activities find the person by it."),
        "P-42", ("id", "external id", "record id", "system id", "person id", "lead id"),
    ),
    Field("name", _("Name"), ValueKind.LINE, _("The full name. First and last name may stand in columns of their own."),
          "Jane Doe", ("full name", "contact name", "person", "contact", "person name", "display name")),
    Field("first_name", _("First name"), ValueKind.LINE, _("First name, where the name is split."), "",
          ("given name", "forename", "firstname", "first"), in_template=False),
    Field("last_name", _("Last name"), ValueKind.LINE, _("Last name, where the name is split."), "",
          ("surname", "family name", "lastname", "last"), in_template=False),
    Field("email", _("E-mail"), ValueKind.EMAIL, _("The e-mail address. A person is recognised by it."),
          "jane@initech.example", ("email", "email address", "e mail address", "e mail 1 value", "primary email",
          "mail")),
    Field("phone", _("Phone"), ValueKind.PHONE, _("The telephone number."), "+64 21 555 0100",
          ("phone number", "telephone", "mobile", "mobile phone", "mobile phone number", "phone 1 value",
          "direct phone",
           "business phone", "tel", "cell")),
    Field("job_title", _("Job title"), ValueKind.LINE, _("What the person does."), "Buyer",
          ("title", "position", "role", "jobtitle", "organization title"), longest=100),
    Field("company", _("Company"), ValueKind.LINE, _("The company's name. An unknown one is created as a lead."),
          "Initech", ("company name", "account name", "account", "organization", "organisation", "organization name",
                      "associated company", "organization 1 name", "customer", "employer", "business")),
    Field("company_external_id", _("Company ID"), ValueKind.KEY,
          _("The company's id in the system it comes from, as in your import of companies."),
          "C-17", ("account id", "link id", "company link id", "organization id", "associated company id",
                   "associated company ids", "primary associated company id")),
    Field("note", _("Note"), ValueKind.PARAGRAPH, _("Anything else."), "",
          ("notes", "description", "comments"), longest=100_000),
)  # fmt: skip
