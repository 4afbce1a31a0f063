"""HubSpot. Records come with labels ("Record ID"), activities also with internal names ("hs_timestamp").

Source: HubSpot's engagement properties (calls, meetings, tasks, emails) and the headings in public importers' examples.
Call durations are milliseconds. `hs_call_disposition` is one of fixed ids unless the customer added own outcomes.
"""

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.profiles.profile import Layout, Profile, columns, names, signs
from pacesetter.imports.values.durations import DurationFormat, DurationUnit

_OF_ALL = {
    "external_id": "Record ID;hs_object_id;Call ID;Meeting ID;Task ID",
    "owner": "Activity assigned to;Assigned to;hubspot_owner_id;Owner",
    "creator": "Activity created by;Created by user;hs_created_by",
    "created": "Create date;Created at;hs_createdate",
    "company": "Associated Company;Associated company name;Company name;Primary associated company",
    "company_external_id": "Associated Company IDs;Associated company ID;Primary associated company ID",
    "contact": "Associated Contact;Associated contact name",
    "contact_email": "Associated contact email;Contact email;hs_email_to_email",
    "contact_external_id": "Associated Contact IDs;Associated contact ID",
}
_IGNORED = names(
    "Last modified date;hs_lastmodifieddate;Associated Deal;Associated Deal IDs;Associated Ticket IDs;"
    "hs_unique_creation_key"
)
_DISPOSITIONS = {
    "9d9162e7-6cf3-4944-bf63-4dff82258764": "Busy",
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": "Connected",
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": "Left live message",
    "b2cf5968-551e-4856-9783-52b3da59a7d0": "Left voicemail",
    "73a0d17f-1163-4015-bdd5-ec830791da20": "No answer",
    "17b47fee-58de-441e-a44c-c6300d46f273": "Wrong number",
}

HUBSPOT = Profile(
    "hubspot",
    "HubSpot",
    (
        Layout(
            Kind.ACTIVITIES,
            signs("hs_call_title", "hs_call_duration", "hs_call_body", "hs_call_direction", "Call title",
                  "Call duration;Record ID", "Call outcome;Record ID", "Call direction;Activity assigned to"),
            columns(
                **_OF_ALL,
                subject="Call title;hs_call_title",
                date="Activity date;hs_timestamp;Call start time",
                status="Call status;hs_call_status",
                outcome="Call outcome;hs_call_disposition",
                minutes="Call duration;hs_call_duration",
                type="Call and meeting type;hs_activity_type",
                note="Call notes;hs_call_body;Call body",
            ),
            _IGNORED | names("Call direction;hs_call_direction;From number;To number;Call recording;Call summary"),
            implied_type="Call",
            duration=DurationFormat(DurationUnit.MILLISECONDS),
            words={"outcome": _DISPOSITIONS},
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("hs_meeting_title", "hs_meeting_start_time", "hs_meeting_outcome", "Meeting name;Meeting outcome",
                  "Meeting start time", "Meeting name;Activity date"),
            columns(
                **_OF_ALL,
                subject="Meeting name;Meeting title;hs_meeting_title",
                date="Meeting start time;hs_meeting_start_time;Activity date;hs_timestamp",
                ends="Meeting end time;hs_meeting_end_time",
                # Tells whether it took place; an outcome such as no-show is taken from it as well.
                status="Meeting outcome;hs_meeting_outcome",
                type="Call and meeting type;hs_activity_type",
                minutes="Meeting duration;Duration",
                note="Meeting description;hs_meeting_body;Internal meeting notes",
            ),
            _IGNORED | names("Meeting location;hs_meeting_location;Meeting source"),
            implied_type="Meeting",
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("hs_task_subject", "hs_task_status", "Task title;Task status", "Task title;Due date",
            "Task type;Record ID"),
            columns(
                **_OF_ALL,
                subject="Task title;hs_task_subject",
                type="Task type;hs_task_type",
                due="Due date;hs_timestamp;Activity date",
                completed="Completed at;hs_task_completion_date;Task completion date;Completion date",
                status="Task status;hs_task_status",
                note="Task notes;hs_task_body",
            ),
            _IGNORED | names("Task priority;Priority;hs_task_priority;Queue"),
            implied_type="Task",
        ),
        Layout(
            Kind.ACTIVITIES,
            signs("hs_email_subject", "hs_email_direction", "Email subject;Email direction",
            "Email send status;Email subject"),
            columns(
                **_OF_ALL,
                subject="Email subject;hs_email_subject",
                date="Activity date;hs_timestamp",
                note="Email body;hs_email_text;hs_email_body",
            ),
            _IGNORED | names("Email send status;Email direction;hs_email_status;hs_email_direction"),
            implied_type="Email",
        ),
        Layout(
            Kind.COMPANIES,
            signs("Record ID;Company name;Company owner", "Record ID;Company name;Company Domain Name",
                  "Record ID;Company name;Industry", "Record ID;Company name;Website URL"),
            columns(
                external_id="Record ID", name="Company name;Name", kind="Lifecycle Stage;Type",
                sales_rep="Company owner", website="Website URL", domain="Company Domain Name;Domain",
                phone="Phone Number", address="Street Address", city="City", state="State/Region",
                postcode="Postal Code", country="Country/Region;Country", note="Description;About Us",
            ),
            names("Create Date;Last Activity Date;Industry;Number of Employees;Annual Revenue;Parent Company;"
            "Time Zone"),
        ),
        Layout(
            Kind.CONTACTS,
            signs("Record ID;First Name;Last Name", "Record ID;Contact owner", "Record ID;Email;Lifecycle Stage"),
            columns(
                external_id="Record ID", first_name="First Name", last_name="Last Name", email="Email",
                phone="Phone Number;Mobile Phone Number", job_title="Job Title",
                company="Company Name;Associated Company;Primary associated company",
                company_external_id="Associated Company IDs;Primary Associated Company ID;Associated Company ID",
                note="Notes;Message",
            ),
            # The lead's status, stage and dates of the contact record are no part of the person.
            names("Contact owner;Lead Status;Lifecycle Stage;Create Date;Last Activity Date;Marketing contact status"),
        ),
    ),
)  # fmt: skip
