"""The fields of a company."""

from django.utils.translation import gettext_lazy as _

from pacesetter.imports.fields.field import Field, ValueKind

COMPANY_FIELDS: tuple[Field, ...] = (
    Field(
        "external_id", _("Company ID"), ValueKind.KEY,
        _("The company's id in the system it comes from. Activities and contacts find the company by it."),
        "C-17", ("id", "link id", "external id", "record id", "system id", "account id", "organization id",
        "customer id",
                 "company link id", "client id"),
    ),
    Field(
        "name", _("Company"), ValueKind.LINE, _("The company's name."),
        "Initech", ("name", "company name", "account name", "account", "organization", "organisation", "customer name",
                    "organization name", "business name", "client", "customer"),
        required=True,
    ),
    Field(
        "kind", _("Lead or client"), ValueKind.LINE, _("lead, or client once it has bought. Empty means lead."),
        "client", ("type", "account type", "company type", "lifecycle stage", "customer type", "relationship"),
    ),
    Field(
        "sales_rep", _("Sales rep"), ValueKind.MEMBER, _("E-mail address or full name of the member who sells to it."),
        "rita@acme.example", ("owner", "company owner", "account owner", "organization owner", "salesperson", "rep",
                              "owner name", "assigned to", "record owner"),
    ),
    Field(
        "account_manager", _("Account manager"), ValueKind.MEMBER,
        _("E-mail address or full name of the member who looks after it."), "mona@acme.example", ("manager",),
    ),
    Field(
        "website", _("Website"), ValueKind.LINE, _("The address of its website."),
        "https://initech.example", ("website url", "web site", "url", "web", "homepage"),
    ),
    Field(
        "domain", _("E-mail domain"), ValueKind.LINE, _("The part after the @ in its e-mail addresses."),
        "initech.example", ("company domain name", "domain", "domain name", "email domain"),
    ),
    Field("phone", _("Phone"), ValueKind.PHONE, _("Its main telephone number."), "+64 9 555 0100",
          ("phone number", "telephone", "main phone", "tel", "business phone")),
    Field("address", _("Address"), ValueKind.PARAGRAPH, _("Street and number, or the whole address."),
          "1 Queen Street", ("street", "street address", "billing street", "address 1",
          "address line 1"), longest=2_000),
    Field("city", _("City"), ValueKind.LINE, _("City."), "Auckland", ("billing city", "town", "suburb")),
    Field("state", _("State or region"), ValueKind.LINE, _("State or region."), "",
          ("state region", "billing state", "region", "province", "county"), in_template=False),
    Field("postcode", _("Postcode"), ValueKind.LINE, _("Postcode."), "1010",
          ("postal code", "zip", "zip code", "billing code", "billing postal code", "zip postal code", "post code")),
    Field("country", _("Country"), ValueKind.LINE, _("Country, by name or two-letter code."), "NZ",
          ("country region", "billing country", "country code")),
    Field("note", _("Note"), ValueKind.PARAGRAPH, _("Anything else."), "",
          ("notes", "description", "comments", "about us"), longest=100_000),
)  # fmt: skip
