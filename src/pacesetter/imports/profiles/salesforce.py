"""Salesforce: exports of the Data Loader and the weekly export (API names), and reports (labels).

Source: the Task, Event, Account and Contact pages of the Salesforce object and field references. Call durations are
seconds, dates of tasks are midnight UTC whatever the zone, ids have 15 or 18 characters for the same record.
"""

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.profiles.profile import Layout, Profile, columns, names, signs
from pacesetter.imports.values.durations import DurationFormat, DurationUnit

# "Export All" has what lies in the recycle bin, too.
_DELETED = "IsDeleted"
_OF_ALL = {
    "external_id": "Id;Activity ID;Task ID;Event ID",
    # A name can be matched with a member; the id alone has to be asked about.
    "owner": "Owner.Email;Owner.Name;Owner: Email;Owner: Full Name;Assigned: Full Name;Assigned;Assigned To;OwnerId;"
    "Owner ID",
    "creator": "CreatedBy.Name;Created By: Full Name;Created By;CreatedById",
    "created": "CreatedDate;Created Date",
    "subject": "Subject",
    "type": "Type;Activity Type;TaskSubtype;Task Subtype;EventSubtype;Activity Subtype",
    "company": "Account.Name;Account Name;Company / Account;Account: Account Name;Company/Account",
    "company_external_id": "AccountId;Account ID",
    "contact": "Who.Name;Contact;Contact: Full Name;Name",
    "contact_external_id": "WhoId;Contact ID",
    "note": "Description;Comments;Full Comments",
    "deleted": _DELETED,
}
_IGNORED = names(
    "WhatId;What.Name;Opportunity;Related To;Priority;IsArchived;IsHighPriority;LastModifiedDate;"
    "LastModifiedById;"
    "SystemModstamp;CallType;Call Type;CallObject;WhoCount;WhatCount;IsRecurrence;ReminderDateTime;IsReminderSet;"
    "RecordTypeId;"
    "IsPrivate;IsAllDayEvent;ShowAs;IsChild;IsGroupEvent;Location;Lead;Task;Event"
)

SALESFORCE = Profile(
    "salesforce",
    "Salesforce",
    (
        Layout(
            Kind.ACTIVITIES,
            signs("WhoId;WhatId;Status", "ActivityDate;OwnerId;Status", "TaskSubtype", "CallDurationInSeconds",
                  "CallDisposition", "WhoId;WhatId;ActivityDate", "Company / Account;Assigned", "Activity ID;Assigned"),
            columns(
                **_OF_ALL,
                # Own statuses can have any name; this column says for certain whether the task is closed.
                status="IsClosed;Closed;Status;Task Status",
                due="ActivityDate;Due Date;Date",
                completed="CompletedDateTime;Completed Date/Time;Completed Date",
                minutes="CallDurationInSeconds;Call Duration;Call Duration (seconds)",
                outcome="CallDisposition;Call Result",
            ),
            _IGNORED,
            implied_type="Task",
            duration=DurationFormat(DurationUnit.SECONDS),
            decimal_sign=".",
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("StartDateTime;EndDateTime", "StartDateTime;DurationInMinutes", "ActivityDateTime;DurationInMinutes"),
            columns(
                **_OF_ALL,
                date="StartDateTime;ActivityDateTime;Start;Start Date Time;ActivityDate",
                ends="EndDateTime;End;End Date Time",
                minutes="DurationInMinutes;Duration",
            ),
            _IGNORED,
            implied_type="Meeting",
            duration=DurationFormat(DurationUnit.MINUTES),
            decimal_sign=".",
        ),
        Layout(
            Kind.COMPANIES,
            signs("Id;BillingCity", "Id;BillingStreet", "Id;Name;AccountNumber",
            "Account ID;Account Name;Account Owner",
                  "Account Name;Billing City;Account Owner;Account ID", "Id;Name;BillingCountry"),
            columns(
                external_id="Id;Account ID", name="Name;Account Name", kind="Type;Account Type",
                sales_rep="Owner.Email;Owner.Name;Account Owner;OwnerId", website="Website", phone="Phone",
                address="BillingStreet;Billing Street;Billing Address Line 1", city="BillingCity;Billing City",
                state="BillingState;Billing State/Province", postcode="BillingPostalCode;Billing Zip/Postal Code",
                country="BillingCountryCode;BillingCountry;Billing Country", note="Description;Account Description",
                deleted=_DELETED,
            ),
            _IGNORED | names("CreatedDate;CreatedById;ParentId;Industry;AnnualRevenue;NumberOfEmployees;Rating;Fax"),
            decimal_sign=".",
        ),
        Layout(
            Kind.CONTACTS,
            signs("Id;AccountId;LastName", "Contact ID;Last Name", "Id;LastName;Email", "Id;FirstName;LastName"),
            columns(
                external_id="Id;Contact ID;Lead ID", name="Name;Full Name", first_name="FirstName;First Name",
                last_name="LastName;Last Name", email="Email", phone="Phone;MobilePhone;Mobile",
                job_title="Title", company="Account.Name;Account Name;Company",
                company_external_id="AccountId;Account ID",
                note="Description;Contact Description", deleted=_DELETED,
            ),
            _IGNORED | names("OwnerId;Contact Owner;CreatedDate;CreatedById;LeadSource;MailingStreet;MailingCity;"
            "Salutation"),
        ),
    ),
)  # fmt: skip
