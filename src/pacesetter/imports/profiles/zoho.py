"""Zoho CRM: exports of Calls, Tasks, Meetings, Accounts and Contacts, and the files of its data backup.

Source: Zoho's "Standard Modules & Fields" page for the labels and public importers for "Record Id". A call's duration
is minutes and seconds; a second column holds seconds. Ids may carry the prefix "zcrm_". "Related To" names a deal as
often as an account, so it is not taken for the company.
"""

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.profiles.profile import Layout, Profile, columns, names, signs
from pacesetter.imports.values.durations import ClockForm, DurationFormat, DurationUnit

_OF_ALL = {
    "creator": "Created By",
    "created": "Created Time",
    "contact": "Contact Name;Contact",
    "contact_external_id": "Contact Name.id;Contact Name Id;Contact Id",
    "company": "Account Name",
    "company_external_id": "Account Name.id;Account Id",
    "note": "Description;Call Agenda",
}
_IGNORED = names(
    "Related To;Related To.id;Related To Id;Tag;Modified By;Modified Time;Priority;Reminder;Recurring Activity;"
    "Remind At;Location;"
    "Send Notification Email;Call Type;Call Purpose;Billable;Participants;All day;Last Activity Time;Lead Name;"
    "SE Module"
)

ZOHO = Profile(
    "zoho",
    "Zoho CRM",
    (
        Layout(
            Kind.ACTIVITIES,
            signs("Call Start Time;Call Owner", "Call Type;Call Purpose", "Call Duration (in seconds)",
            "Call Start Time;Record Id",
                  "Call Owner;Subject"),
            columns(
                **_OF_ALL,
                external_id="Record Id;Call Id;Activity Id",
                owner="Call Owner;Owner;Call Owner.email",
                subject="Subject",
                date="Call Start Time",
                status="Outgoing Call Status;Call Status",
                minutes="Call Duration (in seconds);Call Duration",
                outcome="Call Result",
            ),
            _IGNORED | names("Call Owner.id;Call Owner Id"),
            implied_type="Call",
            duration=DurationFormat(DurationUnit.SECONDS, ClockForm.MINUTES_SECONDS),
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("Task Owner", "Closed Time;Due Date;Record Id", "Task Id;Subject"),
            columns(
                **_OF_ALL,
                external_id="Record Id;Task Id;Activity Id",
                owner="Task Owner;Owner;Task Owner.email",
                subject="Subject",
                type="Type;Task Type",
                due="Due Date",
                completed="Closed Time",
                status="Status",
            ),
            _IGNORED | names("Task Owner.id;Task Owner Id"),
            implied_type="Task",
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("Host;From;To", "Event Owner", "Meeting Owner", "Title;From;To", "Event Title"),
            columns(
                **_OF_ALL,
                external_id="Record Id;Event Id;Meeting Id;Activity Id",
                owner="Host;Event Owner;Meeting Owner;Owner",
                subject="Title;Event Title;Subject",
                date="From;Start DateTime;Start Time",
                ends="To;End DateTime;End Time",
                status="Check-In Status;Status",
            ),
            _IGNORED | names("Host.id;Event Owner Id"),
            implied_type="Meeting",
        ),
        Layout(
            Kind.COMPANIES,
            signs("Record Id;Account Name;Account Owner", "Account Id;Account Name;Account Owner",
            "Account Owner;Account Name",
                  "Record Id;Account Name;Account Type"),
            columns(
                external_id="Record Id;Account Id", name="Account Name", kind="Account Type", sales_rep="Account Owner",
                website="Website", phone="Phone", address="Billing Street", city="Billing City", state="Billing State",
                postcode="Billing Code", country="Billing Country", note="Description",
            ),
            _IGNORED | names("Account Owner.id;Account Owner Id;Created Time;Industry;Annual Revenue;Employees;"
            "Rating;Fax"),
        ),
        Layout(
            Kind.CONTACTS,
            signs("Record Id;Last Name;Account Name", "Contact Owner;Last Name;Account Name",
            "Record Id;First Name;Last Name",
                  "Contact Id;Last Name"),
            columns(
                external_id="Record Id;Contact Id", name="Full Name;Contact Name", first_name="First Name",
                last_name="Last Name", email="Email", phone="Phone;Mobile", job_title="Title", company="Account Name",
                company_external_id="Account Name.id;Account Name Id;Account Id", note="Description",
            ),
            _IGNORED | names("Contact Owner;Contact Owner.id;Contact Owner Id;Created Time;Lead Source;Department;"
            "Salutation"),
        ),
    ),
)  # fmt: skip
