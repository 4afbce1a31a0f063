"""What is known of API V2, as an OpenAPI document of ours.

The vendor's own is behind a log-in. This was put together from public client code, and from connectors that had read
it in 2026. Less sure than the rest, and to be compared with a trial account: the body with which a job is made (two
sources differ), that of a template (one source), and the form of errors.
"""

from typing import Any

from openapi_core import OpenAPI

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
UUID: Schema = {"type": "string", "format": "uuid"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "number"}
PAGING = {
    "page": {"type": "integer", "minimum": 1},
    "pageSize": {"type": "integer", "minimum": 1, "maximum": 1000},
}


def thing(required: str = "", **properties: Schema) -> Schema:
    needed = {"required": required.split()} if required else {}
    return {"type": "object", "properties": properties, **needed}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


PERSON = thing(uuid=UUID, firstName=TEXT, lastName=TEXT)
ERROR = thing(message=TEXT, errors=many(thing(field=TEXT, message=TEXT)), status={"type": "integer"})
NAMED = thing("uuid", uuid=UUID, name=TEXT)
STAFF = thing(
    "uuid", uuid=UUID, firstName=TEXT, lastName=TEXT, email=TEXT, phone=TEXT, mobile=TEXT, archived={"type": "boolean"}
)
CONTACT = thing("uuid", uuid=UUID, firstName=TEXT, lastName=TEXT, email=TEXT, phone=TEXT, mobile=TEXT)
NEW_CONTACT = thing("firstName", firstName=TEXT, lastName=TEXT, salutation=TEXT, email=TEXT, phone=TEXT, mobile=TEXT)
CLIENT = thing("uuid", uuid=UUID, name=TEXT, archived={"type": "boolean"}, contacts=many(CONTACT), updatedAt=TEXT)
NEW_CLIENT = thing("name", name=TEXT, email=TEXT, phone=TEXT, contacts=many(NEW_CONTACT))
JOB = thing(
    "uuid",
    uuid=UUID,
    jobNumber=TEXT,
    name=TEXT,
    description=TEXT,
    clientOrderNumber=TEXT,
    priority=TEXT,
    startDate=TEXT,
    dueDate=TEXT,
    completedDate={"type": "string", "nullable": True},
    updatedAt=TEXT,
    client=thing(uuid=UUID, name=TEXT),
    contact=thing(uuid=UUID),
    jobManager=PERSON,
    jobCategory=thing(uuid=UUID, jobCategory=TEXT),
    jobStatus=thing(uuid=UUID, jobStatus=TEXT),
    staffAssigned=many(PERSON),
)
NEW_JOB = thing(
    "clientUUID jobName statusUUID startDate dueDate priority",
    clientUUID=UUID,
    contactUUID=UUID,
    jobNumber=TEXT,
    jobName=TEXT,
    clientOrderNumber=TEXT,
    budget=NUMBER,
    description=TEXT,
    statusUUID=UUID,
    jobCategoryUUID=UUID,
    startDate=DAY,
    dueDate=DAY,
    priority=TEXT,
    clientManagerUUID=UUID,
    jobManagerUUID=UUID,
)
SINCE = {"updatedSince": DAY}

# Path, method -> what may be in the query, the body that is sent, what is answered.
Operation = tuple[dict[str, Schema], Schema | None, Schema]
OPERATIONS: dict[tuple[str, str], Operation] = {
    ("/v2/me", "get"): ({}, None, thing("data", data=thing(uuid=UUID, firstName=TEXT, email=TEXT))),
    ("/v2/job-templates", "get"): (PAGING, None, thing("data", data=many(NAMED), total={"type": "integer"})),
    ("/v2/job-categories", "get"): (PAGING, None, thing("data", data=many(NAMED), total={"type": "integer"})),
    ("/v2/job-status", "get"): (PAGING, None, thing("data", data=many(NAMED), total={"type": "integer"})),
    ("/v2/staff", "get"): ({**PAGING, **SINCE}, None, thing("data", data=many(STAFF), total={"type": "integer"})),
    ("/v2/clients", "get"): (
        {
            **PAGING,
            **SINCE,
            "name": TEXT,
            "status": {"type": "string", "enum": ["active", "archived"]},
            "includes": TEXT,
        },
        None,
        thing("data", data=many(CLIENT), total={"type": "integer"}),
    ),
    ("/v2/clients", "post"): ({}, NEW_CLIENT, thing("data", data=CLIENT)),
    ("/v2/clients/{id}", "get"): ({"includes": TEXT}, None, thing("data", data=CLIENT)),
    ("/v2/clients/{id}/contacts", "post"): ({}, NEW_CONTACT, thing("data", data=CONTACT)),
    ("/v2/jobs", "get"): (
        {**PAGING, **SINCE, "status": TEXT, "clientUUID": UUID, "includes": TEXT},
        None,
        thing("data", data=many(JOB), total={"type": "integer"}),
    ),
    ("/v2/jobs", "post"): ({}, NEW_JOB, thing("data", data=JOB)),
    ("/v2/jobs/{id}", "get"): ({"includes": TEXT}, None, thing("data", data=JOB)),
    ("/v2/jobs/{id}/job-templates", "post"): ({}, thing("uuid", uuid=UUID), {"type": "object"}),
    ("/v2/jobs/{id}/staff", "post"): (
        {},
        thing("staffUUID", staffUUID=UUID, billableRate=NUMBER),
        {"type": "object"},
    ),
}


def contract() -> OpenAPI:
    """The document, ready to judge by."""
    paths: dict[str, Any] = {}
    for (path, method), (query, body, answer) in OPERATIONS.items():
        paths.setdefault(path, {})[method] = _operation(path, query, body, answer)
    return OpenAPI.from_dict(
        {
            "openapi": "3.0.3",
            "info": {"title": "WorkflowMax V2, as far as it is known", "version": "1"},
            "servers": [{"url": "https://api.workflowmax.com"}],
            "paths": paths,
        }
    )


def _operation(path: str, query: dict[str, Schema], body: Schema | None, answer: Schema) -> dict[str, Any]:
    parameters = [
        {"name": "account-id", "in": "header", "required": True, "schema": {"type": "string", "minLength": 1}},
        *({"name": name, "in": "query", "schema": schema} for name, schema in query.items()),
    ]
    if "{id}" in path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": TEXT})
    error = {"description": "an error", "content": {"application/json": {"schema": ERROR}}}
    operation: dict[str, Any] = {
        "parameters": parameters,
        "responses": {
            "200": {"description": "fine", "content": {"application/json": {"schema": answer}}},
            "401": {"description": "no token, or one that has ended"},
            **dict.fromkeys(("404", "422", "429"), error),
        },
    }
    if body is not None:
        # The real one may take more; that we send nothing it does not know is what is checked.
        strict = {**body, "additionalProperties": False}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": strict}}}
    return operation
