"""The fields of an activity."""

from django.utils.translation import gettext_lazy as _

from pacesetter.imports.fields.field import Field, ValueKind

ACTIVITY_FIELDS: tuple[Field, ...] = (
    Field(
        "external_id", _("Activity ID"), ValueKind.KEY,
        _("The activity's id in the system it comes from. With it, importing the same file again adds nothing twice."),
        "A-1001", ("id", "external id", "record id", "system id", "task id", "event id", "call id", "meeting id"),
    ),
    Field(
        "type", _("Activity type"), ValueKind.TYPE,
        _("What your organisation calls this sort of activity. A type that does not exist yet can be created."),
        "Discovery call", ("type", "activity", "task type", "kind", "category",
        "activity name"), required=True, longest=100,
    ),
    Field(
        "owner", _("Owner"), ValueKind.MEMBER,
        _("The member who gets the credit: e-mail address or full name."),
        "rita@acme.example",
        ("assigned to", "assigned", "assignee", "user", "rep", "sales rep", "salesperson", "activity assigned to",
        "host",
         "owner name", "owner email", "assigned to user", "activity owner", "done by", "member", "employee", "agent"),
        required=True,
    ),
    Field(
        "date", _("Date"), ValueKind.MOMENT,
        _("When it took place, or will. A date in the past means it is completed, one to come that it is planned. "
          "Best written as 2026-03-31 or 2026-03-31 14:30."),
        "2026-03-31",
        ("activity date", "start", "start time", "start date", "start date time", "date time", "datetime", "when",
         "happened on", "call start time", "call date", "meeting date", "from", "timestamp", "time", "day"),
    ),
    Field(
        "status", _("Status"), ValueKind.STATUS,
        _("planned, completed or cancelled. Leave it out to have the dates decide."),
        "completed", ("done", "state", "is closed", "closed", "task status", "completed yes no", "is done"),
    ),
    Field(
        "due", _("Due on"), ValueKind.MOMENT, _("The day, and the time if you like, for which it is planned."),
        "2026-04-07", ("due", "due date", "deadline", "due date time", "due at", "scheduled for", "planned for"),
    ),
    Field(
        "due_time", _("Due time"), ValueKind.CLOCK, _("The time of day, where the due date has none."),
        "14:30", ("due time of day", "start time of day"), in_template=False,
    ),
    Field(
        "completed", _("Completed on"), ValueKind.MOMENT,
        _("When it was done. Figures count it on this day, in the owner's time zone."),
        "2026-03-31",
        ("completed", "completed at", "completion date", "done on", "done at", "done time", "done date",
         "date completed", "closed time", "completed date time", "marked as done time", "finished at", "closed date"),
    ),
    Field(
        "booked", _("Booked on"), ValueKind.MOMENT,
        _("The day on which it was planned. Only with it does the activity count for KPIs of bookings."),
        "2026-03-20", ("planned on", "booked", "booked at", "booking date", "date booked"),
    ),
    Field(
        "created", _("Created on"), ValueKind.MOMENT, _("When the record was made. Not counted anywhere."),
        "2026-03-20",
        ("created", "created at", "create date", "created date", "created time", "add time", "creation date",
        "date created"),
        in_template=False,
    ),
    Field(
        "ends", _("Ends at"), ValueKind.MOMENT, _("When it ended; gives the minutes where no other column does."),
        "2026-03-31 15:00", ("end", "end time", "end date", "end date time", "to"), in_template=False,
    ),
    Field(
        "minutes", _("Minutes"), ValueKind.DURATION, _("How long it took, in minutes or as h:mm:ss."),
        "15", ("duration", "call duration", "duration minutes", "length", "duration in minutes", "time spent"),
    ),
    Field(
        "value", _("Value"), ValueKind.MONEY, _("An amount of money in your organisation's currency."),
        "1250.00", ("amount", "deal value", "revenue", "price", "sum"),
    ),
    Field(
        "outcome", _("Outcome"), ValueKind.OUTCOME,
        _("How it ended, such as Connected or No-show. An outcome that does not exist yet can be created."),
        "Connected", ("result", "call result", "call outcome", "meeting outcome", "disposition", "call disposition"),
        longest=60,
    ),
    Field(
        "subject", _("Subject"), ValueKind.LINE, _("One line about it."),
        "First call", ("title", "description", "name", "summary", "call title", "event title",
        "meeting name"), longest=300,
    ),
    Field(
        "company", _("Company"), ValueKind.LINE, _("The company's name. An unknown one is created as a lead."),
        "Initech",
        ("company name", "account", "account name", "organization", "organisation", "organization name", "customer",
         "client", "company account", "business", "associated company"),
    ),
    Field(
        "company_external_id", _("Company ID"), ValueKind.KEY,
        _("The company's id in the system it comes from (its Link ID), as in your import of companies."),
        "C-17", ("link id", "account id", "organization id", "organisation id", "company id", "associated company ids"),
    ),
    Field(
        "contact", _("Contact"), ValueKind.LINE, _("The name of the person whom it was with."),
        "Jane Doe", ("contact name", "contact person", "person", "person name", "associated contact",
        "name of contact"),
    ),
    Field(
        "contact_email", _("Contact e-mail"), ValueKind.EMAIL, _("The e-mail address of the person whom it was with."),
        "jane@initech.example", ("contact email", "email", "e mail", "email address", "person email"),
    ),
    Field(
        "contact_external_id", _("Contact ID"), ValueKind.KEY,
        _("The person's id in the system it comes from, as in your import of contacts."),
        "P-42", ("contact id", "person id", "associated contact ids"),
    ),
    Field(
        "creator", _("Created by"), ValueKind.MEMBER, _("Who made the record, for KPIs that credit the creator."),
        "mona@acme.example", ("creator", "created by", "logged by", "entered by"), in_template=False,
    ),
    Field(
        "note", _("Note"), ValueKind.PARAGRAPH, _("Anything else."),
        "Asked for a quote.", ("notes", "comments", "comment", "body", "details", "full comments", "call notes"),
        longest=100_000,
    ),
)  # fmt: skip
