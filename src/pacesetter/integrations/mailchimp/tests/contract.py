"""What the Marketing API 3.0 allows, as far as it is used here: by the vendor's own document.

Two things are missing in it: tokens of a consent beside API keys, and the secret that reports are signed with, which is
newer. Its answers list an error's form for status 200 too, which would let every answer pass; and some texts have a
default that is no text.
"""

from functools import cache
from typing import Any

from pacesetter.integrations.tests.vendors import document

_USED = {
    "/": ["get"],
    "/campaigns": ["get"],
    "/lists": ["get"],
    "/lists/{list_id}": ["post"],
    "/lists/{list_id}/members/{subscriber_hash}": ["patch"],
    "/lists/{list_id}/webhooks": ["get", "post"],
    "/lists/{list_id}/webhooks/{webhook_id}": ["delete"],
    "/reports/{campaign_id}/email-activity": ["get"],
    "/reports/{campaign_id}/sent-to": ["get"],
    "/reports/{campaign_id}/unsubscribed": ["get"],
}


@cache
def contract() -> dict[str, Any]:
    """The document."""
    found: dict[str, Any] = _without_wrong_defaults(document("mailchimp.com.json", _USED))
    found["servers"] = [{"url": "https://us6.api.mailchimp.com/3.0"}]
    found["components"]["securitySchemes"]["token"] = {"type": "http", "scheme": "bearer"}
    found["security"].append({"token": []})
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"].get("200", {}).get("content", {}).pop("application/problem+json", None)
    made = found["paths"]["/lists/{list_id}/webhooks"]["post"]["responses"]["200"]["content"]["application/json"]
    made["schema"]["properties"]["signing_secret"] = {"type": "string"}
    return found


def _without_wrong_defaults(of: Any) -> Any:
    if isinstance(of, list):
        return [_without_wrong_defaults(one) for one in of]
    if not isinstance(of, dict):
        return of
    kept = {name: _without_wrong_defaults(one) for name, one in of.items()}
    if of.get("type") == "string" and not isinstance(of.get("default", ""), str):
        del kept["default"]
    return kept
