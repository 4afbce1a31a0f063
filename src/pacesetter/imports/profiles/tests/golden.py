"""Headings as real exports have them, and what each has to be taken for. What is left out is not mapped."""

from typing import NamedTuple

from pacesetter.imports.fields.field import Kind


class Golden(NamedTuple):
    """An export: where from, what of, its headings and the fields that we must find."""

    source: str
    kind: Kind
    header: str
    fields: dict[str, str]


_A, _C, _P = Kind.ACTIVITIES, Kind.COMPANIES, Kind.CONTACTS

GOLDEN: dict[str, Golden] = {
    "pipedrive activities": Golden(
        "pipedrive", _A,
        "Activity - Pipedrive System ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,"
        "Activity - Duration,Activity - Done,Activity - Marked as done time,Activity - Assigned to user,"
        "Activity - Note,"
        "Activity - Creation date,Deal,Lead,Organization,Contact person",
        {
            "external_id": "Activity - Pipedrive System ID", "subject": "Activity - Subject", "type": "Activity - Type",
            "due": "Activity - Due date", "due_time": "Activity - Due time", "minutes": "Activity - Duration",
            "status": "Activity - Done", "completed": "Activity - Marked as done time",
            "owner": "Activity - Assigned to user", "note": "Activity - Note", "created": "Activity - Creation date",
            "company": "Organization", "contact": "Contact person",
        },
    ),
    "pipedrive activities with linked records": Golden(
        "pipedrive", _A,
        "Activity - ID,Activity - Type,Activity - Subject,Activity - Due date,Activity - Done,Activity - Deal,"
        "Activity - Person,Activity - Organization,Activity - Note,Activity - Assigned to user,Organization - Owner,"
        "Person - Email - Work,Organization - ID",
        {
            "external_id": "Activity - ID", "type": "Activity - Type", "subject": "Activity - Subject",
            "due": "Activity - Due date", "status": "Activity - Done", "contact": "Activity - Person",
            "company": "Activity - Organization", "note": "Activity - Note", "owner": "Activity - Assigned to user",
            "contact_email": "Person - Email - Work", "company_external_id": "Organization - ID",
        },
    ),
    "pipedrive organizations": Golden(
        "pipedrive", _C,
        "Organization - ID,Organization - Name,Organization - Labels,Organization - Address,Organization - Owner,"
        "Organization - Creation date,Organization - Visible to",
        {
            "external_id": "Organization - ID", "name": "Organization - Name", "address": "Organization - Address",
            "sales_rep": "Organization - Owner",
        },
    ),
    "pipedrive people": Golden(
        "pipedrive", _P,
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,"
        "Person - Phone - Work,"
        "Person - Phone - Mobile,Person - Owner,Person - Label",
        {
            "external_id": "Person - ID", "name": "Person - Name", "company": "Person - Organization",
            "email": "Person - Email - Work", "phone": "Person - Phone - Work",
        },
    ),
    "hubspot calls by label": Golden(
        "hubspot", _A,
        "Record ID,Call title,Call notes,Call duration,Call direction,Call outcome,Activity date,Activity assigned to,"
        "Associated Contact,Associated Contact IDs,Associated Company,Associated Company IDs,Create date",
        {
            "external_id": "Record ID", "subject": "Call title", "note": "Call notes", "minutes": "Call duration",
            "outcome": "Call outcome", "date": "Activity date", "owner": "Activity assigned to",
            "contact": "Associated Contact", "contact_external_id": "Associated Contact IDs",
            "company": "Associated Company", "company_external_id": "Associated Company IDs", "created": "Create date",
        },
    ),
    "hubspot calls by internal name": Golden(
        "hubspot", _A,
        "hs_object_id,hs_timestamp,hs_call_title,hs_call_body,hs_call_direction,hs_call_duration,hs_call_disposition,"
        "hs_call_status,hubspot_owner_id,hs_createdate,hs_lastmodifieddate",
        {
            "external_id": "hs_object_id", "date": "hs_timestamp", "subject": "hs_call_title", "note": "hs_call_body",
            "minutes": "hs_call_duration", "outcome": "hs_call_disposition", "status": "hs_call_status",
            "owner": "hubspot_owner_id", "created": "hs_createdate",
        },
    ),
    "hubspot meetings": Golden(
        "hubspot", _A,
        "Record ID,Meeting name,Activity date,Activity assigned to,Call and meeting type,Meeting outcome,"
        "Meeting location,Associated Contact,Meeting start time,Meeting end time",
        {
            "external_id": "Record ID", "subject": "Meeting name", "date": "Meeting start time",
            "ends": "Meeting end time", "owner": "Activity assigned to", "type": "Call and meeting type",
            "status": "Meeting outcome", "contact": "Associated Contact",
        },
    ),
    "hubspot tasks": Golden(
        "hubspot", _A,
        "hs_object_id,hs_timestamp,hs_task_subject,hs_task_body,hs_task_status,hs_task_type,hs_task_priority,"
        "hs_task_completion_date,hubspot_owner_id",
        {
            "external_id": "hs_object_id", "due": "hs_timestamp", "subject": "hs_task_subject", "note": "hs_task_body",
            "status": "hs_task_status", "type": "hs_task_type", "completed": "hs_task_completion_date",
            "owner": "hubspot_owner_id",
        },
    ),
    "hubspot companies": Golden(
        "hubspot", _C,
        "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,"
        "Company Domain Name,Lifecycle Stage",
        {
            "external_id": "Record ID", "name": "Company name", "sales_rep": "Company owner", "phone": "Phone Number",
            "city": "City", "country": "Country/Region", "domain": "Company Domain Name", "kind": "Lifecycle Stage",
        },
    ),
    "hubspot contacts with two names of the company": Golden(
        "hubspot", _P,
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Contact owner,Lead Status,"
        "Lifecycle Stage,Create Date,Associated Company",
        {
            "external_id": "Record ID", "first_name": "First Name", "last_name": "Last Name", "email": "Email",
            "phone": "Phone Number", "job_title": "Job Title", "company": "Company Name",
        },
    ),
    "hubspot contacts": Golden(
        "hubspot", _P,
        "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Company,"
        "Associated Company IDs,Contact owner,Job Title",
        {
            "external_id": "Record ID", "first_name": "First Name", "last_name": "Last Name", "email": "Email",
            "phone": "Phone Number", "company": "Associated Company", "company_external_id": "Associated Company IDs",
            "job_title": "Job Title",
        },
    ),
    "salesforce tasks": Golden(
        "salesforce", _A,
        "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,IsHighPriority,OwnerId,Description,IsDeleted,AccountId,"
        "IsClosed,CreatedDate,CreatedById,CallDurationInSeconds,CallType,CallDisposition,TaskSubtype,"
        "CompletedDateTime,Type",
        {
            "external_id": "Id", "contact_external_id": "WhoId", "subject": "Subject", "due": "ActivityDate",
            "status": "IsClosed", "owner": "OwnerId", "note": "Description", "company_external_id": "AccountId",
            "created": "CreatedDate", "creator": "CreatedById", "minutes": "CallDurationInSeconds",
            "outcome": "CallDisposition", "type": "Type", "completed": "CompletedDateTime", "deleted": "IsDeleted",
        },
    ),
    "salesforce events": Golden(
        "salesforce", _A,
        "Id,WhoId,WhatId,Subject,Location,StartDateTime,EndDateTime,DurationInMinutes,OwnerId,Description,AccountId,"
        "EventSubtype,CreatedDate",
        {
            "external_id": "Id", "contact_external_id": "WhoId", "subject": "Subject", "date": "StartDateTime",
            "ends": "EndDateTime", "minutes": "DurationInMinutes", "owner": "OwnerId", "note": "Description",
            "company_external_id": "AccountId", "type": "EventSubtype", "created": "CreatedDate",
        },
    ),
    "salesforce activity report": Golden(
        "salesforce", _A,
        "Subject,Date,Assigned,Status,Company / Account,Contact,Task Subtype,Activity ID,Call Duration,Call Result",
        {
            "subject": "Subject", "due": "Date", "owner": "Assigned", "status": "Status",
            "company": "Company / Account", "contact": "Contact", "type": "Task Subtype", "external_id": "Activity ID",
            "minutes": "Call Duration", "outcome": "Call Result",
        },
    ),
    "salesforce accounts": Golden(
        "salesforce", _C,
        "Id,IsDeleted,Name,Type,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,Phone,Fax,"
        "Website,"
        "Industry,OwnerId,Description",
        {
            "external_id": "Id", "name": "Name", "kind": "Type", "address": "BillingStreet", "city": "BillingCity",
            "state": "BillingState", "postcode": "BillingPostalCode", "country": "BillingCountry", "phone": "Phone",
            "website": "Website", "sales_rep": "OwnerId", "note": "Description", "deleted": "IsDeleted",
        },
    ),
    "salesforce contacts": Golden(
        "salesforce", _P,
        "Id,AccountId,LastName,FirstName,Salutation,Name,Phone,MobilePhone,Email,Title,OwnerId,Description",
        {
            "external_id": "Id", "company_external_id": "AccountId", "last_name": "LastName", "first_name": "FirstName",
            "name": "Name", "phone": "Phone", "email": "Email", "job_title": "Title", "note": "Description",
        },
    ),
    "zoho calls": Golden(
        "zoho", _A,
        "Record Id,Call Owner.id,Call Owner,Subject,Call Type,Call Purpose,Contact Name.id,Contact Name,Related To.id,"
        "Related To,Call Start Time,Call Duration,Call Duration (in seconds),Description,Call Result,"
        "Outgoing Call Status,"
        "Created Time",
        {
            "external_id": "Record Id", "owner": "Call Owner", "subject": "Subject",
            "contact_external_id": "Contact Name.id", "contact": "Contact Name", "date": "Call Start Time",
            "minutes": "Call Duration (in seconds)", "note": "Description", "outcome": "Call Result",
            "status": "Outgoing Call Status", "created": "Created Time",
        },
    ),
    "zoho tasks": Golden(
        "zoho", _A,
        "Record Id,Task Owner.id,Task Owner,Subject,Due Date,Contact Name.id,Contact Name,Related To.id,Related To,"
        "Status,"
        "Priority,Closed Time,Description,Tag",
        {
            "external_id": "Record Id", "owner": "Task Owner", "subject": "Subject", "due": "Due Date",
            "contact_external_id": "Contact Name.id", "contact": "Contact Name", "status": "Status",
            "completed": "Closed Time", "note": "Description",
        },
    ),
    "zoho meetings": Golden(
        "zoho", _A,
        "Record Id,Title,Location,All day,From,To,Host.id,Host,Participants,Related To,Contact Name,Description",
        {
            "external_id": "Record Id", "subject": "Title", "date": "From", "ends": "To", "owner": "Host",
            "contact": "Contact Name", "note": "Description",
        },
    ),
    "zoho accounts": Golden(
        "zoho", _C,
        "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Industry,Billing Street,"
        "Billing City,Billing State,Billing Code,Billing Country,Description,Created Time",
        {
            "external_id": "Record Id", "sales_rep": "Account Owner", "name": "Account Name", "phone": "Phone",
            "website": "Website", "kind": "Account Type", "address": "Billing Street", "city": "Billing City",
            "state": "Billing State", "postcode": "Billing Code", "country": "Billing Country", "note": "Description",
        },
    ),
    "zoho contacts": Golden(
        "zoho", _P,
        "Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email,Phone,Mobile,"
        "Title,Lead Source,Description",
        {
            "external_id": "Record Id", "first_name": "First Name", "last_name": "Last Name",
            "company_external_id": "Account Name.id", "company": "Account Name", "email": "Email", "phone": "Phone",
            "job_title": "Title", "note": "Description",
        },
    ),
}  # fmt: skip
