"""JSON from a provider."""

import json
from typing import Any

from pacesetter.core.http import FetchError, GuardedClient
from pacesetter.people.oidc.errors import ProviderFailed


def fetched_json(http: GuardedClient, method: str, url: str, **options: Any) -> dict[str, Any]:
    """The object that the address answers with. Raises `ProviderFailed` for anything else."""
    try:
        answer = http.fetch(method, url, **options)
    except FetchError as error:
        raise ProviderFailed(f"{url}: {error}") from error
    if not answer.ok:
        raise ProviderFailed(f"{url} answered {answer.status}: {answer.body[:200].decode('utf-8', 'replace')}")
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise ProviderFailed(f"{url} answered no JSON") from error
    if not isinstance(found, dict):
        raise ProviderFailed(f"{url} answered no object")
    return found
