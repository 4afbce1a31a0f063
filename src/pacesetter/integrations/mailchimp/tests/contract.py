"""What the Marketing API 3.0 allows, as far as it is used here: our own words, from the vendor's reference.

Objects are closed, so that a parameter or field that the vendor does not know fails a test.
"""

from typing import Any

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_MOMENT = {"type": "string", "format": "date-time"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _query(name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **more}


_FIELDS = _query("fields", {"type": "array", "items": _TEXT}, style="form", explode=False)
_COUNT = _query("count", {"type": "integer", "default": 10, "minimum": 1, "maximum": 1000})
_OFFSET = _query("offset", {"type": "integer", "default": 0, "minimum": 0})
_PAGED = [_FIELDS, _COUNT, _OFFSET]
_REPORT = {"name": "campaign_id", "in": "path", "required": True, "schema": _TEXT}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {"type": _TEXT, "title": _TEXT, "status": _NUMBER, "detail": _TEXT, "instance": _TEXT},
}


def _get(parameters: list[dict[str, Any]], answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "get": {
            "parameters": parameters,
            "responses": {
                "200": {"description": "As asked.", "content": {"application/json": {"schema": answer}}},
                "default": {"description": "Why not.", "content": {"application/json": {"schema": _PROBLEM}}},
            },
        }
    }


def _send(path: list[dict[str, Any]], body: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    sent = {"required": True, "content": {"application/json": {"schema": body}}}
    return {"post": {**_get(path, answer)["get"], "requestBody": sent}}


def _list_of(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return _object(**{name: {"type": "array", "items": row}, "total_items": _NUMBER})


_CAMPAIGN = _object(
    id=_TEXT,
    send_time=_MOMENT,
    emails_sent=_NUMBER,
    settings=_object(subject_line=_TEXT, title=_TEXT, from_name=_TEXT, reply_to=_TEXT),
    recipients=_object(list_id=_TEXT, list_name=_TEXT),
)
_SENT_TO = _object(email_id=_TEXT, email_address=_TEXT, status={"type": "string", "enum": ["sent", "hard", "soft"]})
_ACTIVITY = _object(action=_TEXT, timestamp=_MOMENT, url=_TEXT, type=_TEXT, ip=_TEXT)
_ACTIVITY_OF = _object(email_id=_TEXT, activity={"type": "array", "items": _ACTIVITY})
_LEFT = _object(email_id=_TEXT, timestamp=_MOMENT)
_LIST = {"name": "list_id", "in": "path", "required": True, "schema": _TEXT}
_WEBHOOK_ID = {"name": "webhook_id", "in": "path", "required": True, "schema": _TEXT}
_BOOL = {"type": "boolean"}
_EVENTS = _object(subscribe=_BOOL, unsubscribe=_BOOL, profile=_BOOL, cleaned=_BOOL, upemail=_BOOL, campaign=_BOOL)
_SOURCES = _object(user=_BOOL, admin=_BOOL, api=_BOOL)
_NEW_WEBHOOK = _object(url=_TEXT, events=_EVENTS, sources=_SOURCES)
# The signing secret is newer than the vendor's own document, which leaves it open.
_WEBHOOK = _object(id=_TEXT, list_id=_TEXT, url=_TEXT, events=_EVENTS, sources=_SOURCES, signing_secret=_TEXT)
_WEBHOOKS = _object(webhooks={"type": "array", "items": _WEBHOOK}, list_id=_TEXT, total_items=_NUMBER)
_AUDIENCE = _object(id=_TEXT, name=_TEXT, stats=_object(member_count=_NUMBER))
_MEMBER = {
    **_object(
        email_address=_TEXT,
        status={"type": "string", "enum": ["subscribed", "unsubscribed", "cleaned", "pending", "transactional"]},
        merge_fields={"type": "object"},
    ),
    "required": ["email_address", "status"],
}
_MEMBERS = {
    **_object(members={"type": "array", "maxItems": 500, "items": _MEMBER}, update_existing=_BOOL, sync_tags=_BOOL),
    "required": ["members"],
}
_REFUSED = _object(
    email_address=_TEXT,
    error=_TEXT,
    error_code={"type": "string", "enum": ["ERROR_CONTACT_EXISTS", "ERROR_GENERIC"]},
    field=_TEXT,
    field_message=_TEXT,
)
_ADDED = _object(
    new_members={"type": "array"},
    updated_members={"type": "array"},
    errors={"type": "array", "items": _REFUSED},
    total_created=_NUMBER,
    total_updated=_NUMBER,
    error_count=_NUMBER,
)
_GONE = {"204": {"description": "Gone."}, "default": _get([], {})["get"]["responses"]["default"]}
_SENT_CAMPAIGNS = [
    *_PAGED,
    _query("status", {"type": "string", "enum": ["save", "paused", "schedule", "sending", "sent"]}),
    _query("since_send_time", _MOMENT),
    _query("sort_field", {"type": "string", "enum": ["create_time", "send_time"]}),
    _query("sort_dir", {"type": "string", "enum": ["ASC", "DESC"]}),
]

DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Mailchimp Marketing, what is used of it", "version": "3.0"},
    "servers": [{"url": "https://us6.api.mailchimp.com/3.0"}],
    "components": {
        "securitySchemes": {
            "basicAuth": {"type": "http", "scheme": "basic"},
            "token": {"type": "http", "scheme": "bearer"},
        }
    },
    "security": [{"basicAuth": []}, {"token": []}],
    "paths": {
        "/": _get([_FIELDS], _object(account_id=_TEXT, account_name=_TEXT)),
        "/campaigns": _get(_SENT_CAMPAIGNS, _list_of("campaigns", _CAMPAIGN)),
        "/reports/{campaign_id}/sent-to": _get([_REPORT, *_PAGED], _list_of("sent_to", _SENT_TO)),
        "/reports/{campaign_id}/email-activity": _get(
            [_REPORT, *_PAGED, _query("since", _MOMENT)], _list_of("emails", _ACTIVITY_OF)
        ),
        "/lists": _get(_PAGED, _list_of("lists", _AUDIENCE)),
        "/lists/{list_id}": _send([_LIST, _query("skip_merge_validation", _BOOL)], _MEMBERS, _ADDED),
        "/lists/{list_id}/webhooks": _get([_LIST], _WEBHOOKS) | _send([_LIST], _NEW_WEBHOOK, _WEBHOOK),
        "/lists/{list_id}/webhooks/{webhook_id}": {"delete": {"parameters": [_LIST, _WEBHOOK_ID], "responses": _GONE}},
        "/reports/{campaign_id}/unsubscribed": _get([_REPORT, *_PAGED], _list_of("unsubscribes", _LEFT)),
    },
}
