"""Pipedrive. Headings have the form "Entity - Field"; linked records stand bare ("Organization", "Contact person").

Source: Pipedrive's sample spreadsheets ("All default Pipedrive fields") and its articles on exporting list views, as
described in public importers. The id is called "ID" in list views and "Pipedrive System ID" elsewhere.
"""

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.profiles.profile import Layout, Profile, columns, names, signs
from pacesetter.imports.values.durations import ClockForm, DurationFormat

PIPEDRIVE = Profile(
    "pipedrive",
    "Pipedrive",
    (
        Layout(
            Kind.ACTIVITIES,
            signs("Activity - Subject", "Activity - Type;Activity - Due date", "Activity - Done"),
            columns(
                external_id="Activity - ID;Activity - Pipedrive System ID;Activity - System ID",
                type="Activity - Type",
                subject="Activity - Subject",
                owner="Activity - Assigned to user;Activity - Owner;Activity - Assigned to",
                creator="Activity - Creator;Activity - Created by",
                status="Activity - Done;Activity - Status",
                due="Activity - Due date",
                due_time="Activity - Due time",
                completed="Activity - Marked as done time;Activity - Done time",
                created="Activity - Add time;Activity - Creation date;Activity - Created",
                minutes="Activity - Duration",
                company="Activity - Organization;Organization - Name;Organization",
                company_external_id="Organization - ID;Activity - Organization ID;Organization - Pipedrive System ID",
                contact="Activity - Contact person;Activity - Person;Person - Name;Contact person",
                contact_email="Person - Email;Person - Email - Work;Person - Email (Work)",
                contact_external_id="Person - ID;Activity - Person ID;Person - Pipedrive System ID",
                note="Activity - Note;Activity - Public description",
            ),
            # Whose deal and whose organisation they are says nothing about who did the activity.
            names("Deal;Lead;Activity - Deal;Activity - Lead;Deal - Title;Deal - Owner;Organization - Owner;"
            "Person - Owner;"
                  "Activity - Last updated;Activity - Update time;Activity - Priority;Activity - Location"),
            duration=DurationFormat(clock=ClockForm.HOURS_MINUTES),
        ),
        Layout(
            Kind.COMPANIES,
            signs("Organization - Name;Organization - Owner", "Organization - Name;Organization - Address",
                  "Organization - Name;Organization - ID", "Organization - Name;Organization - Creation date"),
            columns(
                external_id="Organization - ID;Organization - Pipedrive System ID",
                name="Organization - Name",
                sales_rep="Organization - Owner",
                address="Organization - Address;Organization - Full/combined address of Address",
                city="Organization - City/town/village/locality of Address;"
                "Organization - Address - City/town/village/locality of Address",
                state="Organization - State/county of Address",
                postcode="Organization - ZIP/Postal code of Address",
                country="Organization - Country of Address",
                website="Organization - Website",
                phone="Organization - Phone",
                note="Organization - Note;Organization - Notes",
            ),
            names("Organization - Labels;Organization - Label;Organization - Followers;Organization - Visible to;"
            "Person name"),
        ),
        Layout(
            Kind.CONTACTS,
            signs("Person - Name", "Person - First name;Person - Last name", "Person - Email"),
            columns(
                external_id="Person - ID;Person - Pipedrive System ID",
                name="Person - Name",
                first_name="Person - First name",
                last_name="Person - Last name",
                email="Person - Email;Person - Email - Work;Person - Email (Work);Person - Email - Home;"
                "Person - Email (Home)",
                phone="Person - Phone;Person - Phone - Work;Person - Phone (Work);Person - Phone - Mobile;"
                "Person - Phone (Mobile)",
                job_title="Person - Job title;Person - Position",
                # A trap: this is the name of another record, the person's organisation.
                company="Person - Organization;Organization - Name;Organization name;Organization",
                company_external_id="Organization - ID;Person - Organization ID",
                note="Person - Note;Person - Notes",
            ),
            names("Person - Owner;Person - Label;Person - Labels;Person - Visible to;Organization - Owner"),
        ),
    ),
)  # fmt: skip
