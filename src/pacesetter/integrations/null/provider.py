"""The null provider."""

from collections.abc import Mapping

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, Field, OAuthWay, Provider


class NullProvider(Provider):
    """Takes any key and any consent. Its addresses end in `.example`, which no name ever does."""

    key = "null"
    label = "Null"
    help_text = "Reaches nobody."
    key_fields = (Field("api_key", "API key", is_secret=True),)
    oauth = OAuthWay("{api_url}/authorize", "{api_url}/token", scopes=("everything",))
    settings_fields = (Field("api_url", "Address", default="https://api.null.example", is_address=True),)
    offers = frozenset({"nothing"})

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        if connection.way == "key":
            return {"Authorization": f"Bearer {secrets['api_key']}"}
        return super().headers(connection, secrets)

    def check(self, caller: Caller) -> Checked:
        found = caller.get("/me").json()
        return Checked([Account(str(one["id"]), str(one["name"])) for one in found["accounts"]])
