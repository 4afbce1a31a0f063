"""What Brevo's API v3 allows, as far as it is used here: our own words, from the vendor's reference.

What is sent is closed, so that a parameter or field that the vendor does not know fails a test. Answers are open: the
vendor adds to them.
"""

from typing import Any

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_MOMENT = {"type": "string", "format": "date-time"}
_BOOL = {"type": "boolean"}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    # An empty list of required ones is not allowed.
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def _closed(*required: str, **properties: Any) -> dict[str, Any]:
    return {**_object(*required, **properties), "additionalProperties": False}


def _many(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": row}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def _path(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _asks(
    method: str,
    parameters: list[dict[str, Any]],
    answer: dict[str, Any] | None,
    body: dict[str, Any] | None = None,
    status: str = "200",
) -> dict[str, Any]:
    told: dict[str, Any] = {"description": "As asked."}
    if answer is not None:
        told["content"] = {"application/json": {"schema": answer}}
    error = {"description": "Why not.", "content": {"application/json": {"schema": _ERROR}}}
    sent = {"requestBody": {"required": True, "content": {"application/json": {"schema": body}}}} if body else {}
    return {method: {"parameters": parameters, "responses": {status: told, "default": error}, **sent}}


_ERROR = _object("code", "message", code=_TEXT, message=_TEXT)
_LIMIT = _query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 50})
_LIST_LIMIT = _query("limit", {"type": "integer", "minimum": 1, "maximum": 50, "default": 10})
_OFFSET = _query("offset", {"type": "integer", "minimum": 0, "default": 0})
_CAMPAIGN = _object(
    "id",
    "name",
    "type",
    "status",
    id=_NUMBER,
    name=_TEXT,
    subject=_TEXT,
    type={"type": "string", "enum": ["classic", "trigger"]},
    status={"type": "string", "enum": ["draft", "sent", "archive", "queued", "suspended", "in_process"]},
    sentDate=_MOMENT,
    sender=_object(id=_NUMBER, name=_TEXT, email=_TEXT),
    recipients=_object(lists=_many(_NUMBER), exclusionLists=_many(_NUMBER)),
    statistics=_object(globalStats=_object(sent=_NUMBER)),
)
_LIST = _object("id", "name", id=_NUMBER, name=_TEXT, totalSubscribers=_NUMBER, folderId=_NUMBER)
_EVENT = _object("campaignId", "eventTime", campaignId=_NUMBER, eventTime=_MOMENT)
_OPENED = _object("campaignId", "count", "eventTime", campaignId=_NUMBER, count=_NUMBER, eventTime=_MOMENT, ip=_TEXT)
_LINK = _object("count", "eventTime", "url", count=_NUMBER, eventTime=_MOMENT, url=_TEXT, ip=_TEXT)
_CLICKED = _object("campaignId", "links", campaignId=_NUMBER, links=_many(_LINK))
_LEFT = _object("eventTime", campaignId=_NUMBER, eventTime=_MOMENT, ip=_TEXT)
_STATISTICS = _object(
    messagesSent=_many(_EVENT),
    delivered=_many(_EVENT),
    opened=_many(_OPENED),
    clicked=_many(_CLICKED),
    hardBounces=_many(_EVENT),
    softBounces=_many(_EVENT),
    complaints=_many(_EVENT),
    unsubscriptions=_object(userUnsubscription=_many(_LEFT), adminUnsubscription=_many(_LEFT)),
)
_PROCESS = _object(
    "id",
    "name",
    "status",
    id=_NUMBER,
    name=_TEXT,
    status={"type": "string", "enum": ["queued", "in_process", "processing", "completed", "failed", "cancelled"]},
    export_url=_TEXT,
)
_EVENTS = {"type": "string", "enum": ["spam", "opened", "click", "hardBounce", "softBounce", "unsubscribed"]}
_WEBHOOK = _object("id", "url", id=_NUMBER, url=_TEXT, type=_TEXT, events=_many(_TEXT))
_NEW_WEBHOOK = _closed(
    "url",
    "events",
    url=_TEXT,
    description=_TEXT,
    type={"type": "string", "enum": ["transactional", "marketing", "inbound"]},
    events=_many(_EVENTS),
    auth=_closed(type=_TEXT, token=_TEXT),
)
_WHO = {
    "type": "string",
    "enum": ["all", "nonClickers", "nonOpeners", "clickers", "openers", "softBounces", "hardBounces", "unsubscribed"],
}
_CAMPAIGNS_ASKED = [
    _query("type", {"type": "string", "enum": ["classic", "trigger"]}),
    _query("status", {"type": "string", "enum": ["suspended", "archive", "sent", "queued", "draft", "inProcess"]}),
    _query("statistics", {"type": "string", "enum": ["globalStats", "linksStats", "statsByDomain"]}),
    _query("startDate", _MOMENT),
    _query("endDate", _MOMENT),
    _query("sort", {"type": "string", "enum": ["asc", "desc"]}),
    _query("excludeHtmlContent", _BOOL),
    _LIMIT,
    _OFFSET,
]
_CAMPAIGN_ID = _path("campaignId", _NUMBER)
_WHOSE = _asks("get", [], _object("organization_id", "email", organization_id=_TEXT, companyName=_TEXT, email=_TEXT))

DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Brevo, what is used of it", "version": "3"},
    "servers": [{"url": "https://api.brevo.com/v3"}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "api-key"}}},
    "security": [{"key": []}],
    "paths": {
        "/account": _WHOSE,
        "/emailCampaigns": _asks("get", _CAMPAIGNS_ASKED, _object("count", count=_NUMBER, campaigns=_many(_CAMPAIGN))),
        "/emailCampaigns/{campaignId}/exportRecipients": _asks(
            "post",
            [_CAMPAIGN_ID],
            _object("processId", processId=_NUMBER),
            _closed("recipientsType", recipientsType=_WHO, notifyURL=_TEXT),
            status="202",
        ),
        "/processes/{processId}": _asks("get", [_path("processId", _NUMBER)], _PROCESS),
        "/contacts/lists": _asks("get", [_LIST_LIMIT, _OFFSET], _object(count=_NUMBER, lists=_many(_LIST))),
        "/contacts/{identifier}/campaignStats": _asks(
            "get", [_path("identifier", _TEXT), _query("startDate", _TEXT), _query("endDate", _TEXT)], _STATISTICS
        ),
        "/webhooks": _asks("get", [_query("type", _TEXT)], _object(webhooks=_many(_WEBHOOK)))
        | _asks("post", [], _object("id", id=_NUMBER), _NEW_WEBHOOK, status="201"),
        "/webhooks/{webhookId}": _asks("delete", [_path("webhookId", _NUMBER)], None, status="204"),
    },
}
