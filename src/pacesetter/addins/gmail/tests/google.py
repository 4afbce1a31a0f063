"""Google as the add-on meets it: its keys and the Gmail API on a server of our own, tokens that it signs, and its
judgement on what we answer.

Made from Google's public documents: the keys as a JWK set (RFC 7517) with an age, ID tokens by OpenID Connect, messages
by the reference of the Gmail API. Cards are judged by Google's own protos.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from google.apps.card_v1 import Card
from google.protobuf import json_format  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

SERVICE_ACCOUNT = "service-12@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT_ID = "12-ab.apps.googleusercontent.com"
HOST = "https://kpi.example"
_SCHEMA = json.loads((Path(__file__).parent / "answers.schema.json").read_text(encoding="utf-8"))


@dataclass
class Google:
    """Its state: keys by id, what it holds of messages, and the requests that came."""

    address: str = ""
    port: int = 0
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)
    max_age: int = 3600
    is_down: bool = False
    refuses: int = 0
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], dict[str, list[str]]]] = field(default_factory=list)

    def signed(self, claims: dict[str, Any], *, key_id: str = "one", key: Any = None, algorithm: str = "RS256") -> str:
        """A token with these claims, each of which may be None to leave it out."""
        said = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(said, key or self.keys[key_id], algorithm=algorithm, headers={"kid": key_id})

    def system_token(self, path: str, **claims: Any) -> str:
        """As Google proves itself when it calls this address."""
        how = {name: claims.pop(name) for name in ("key_id", "key", "algorithm") if name in claims}
        said = {"email": SERVICE_ACCOUNT, "email_verified": True, **_usual(f"{HOST}{path}", "107"), **claims}
        return self.signed(said, **how)

    def user_token(self, subject: str, email: str, **claims: Any) -> str:
        """As Google names its user to the add-on."""
        how = {name: claims.pop(name) for name in ("key_id", "key", "algorithm") if name in claims}
        said = {"email": email, "email_verified": True, "azp": CLIENT_ID, **_usual(CLIENT_ID, subject), **claims}
        return self.signed(said, **how)

    def holds(self, message_id: str, headers: dict[str, str], *labels: str) -> None:
        """Let the mailbox have a message."""
        self.messages[message_id] = {
            "id": message_id,
            "labelIds": list(labels),
            "internalDate": str(int(parsedate_to_datetime(headers["Date"]).timestamp() * 1000)),
            "payload": {"headers": [{"name": name, "value": value} for name, value in headers.items()]},
        }


def _usual(audience: str, subject: str) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": "https://accounts.google.com", "aud": audience, "sub": subject, "iat": now, "exp": now + 3600}


def judged(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    """The card of an answer, after the answer was found to be of this kind, and the card one that Google takes."""
    Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": _SCHEMA["$defs"]}).validate(answer)
    rendered = answer.get("renderActions", answer)
    for step in rendered["action"].get("navigations", []):
        card: dict[str, Any] = step.get("pushCard") or step["updateCard"]
        json_format.ParseDict(card, Card.pb()(), ignore_unknown_fields=False)
        _has_what_is_required(card)
        return card
    return {}


def _has_what_is_required(card: dict[str, Any]) -> None:
    """What the protos leave open, and Gmail refuses."""
    assert card["header"]["title"]
    assert card["sections"], "a card without sections"
    for section in card["sections"]:
        assert section["widgets"], "a section without widgets"
        for widget in section["widgets"]:
            ((kind, what),) = widget.items()
            for name in {"textInput": ("name", "label"), "selectionInput": ("name", "items")}.get(kind, ("",)):
                assert not name or what[name], f"{kind} without {name}"
            if kind in ("textParagraph", "decoratedText"):
                assert what["text"], f"{kind} without text"
            for button in [*what.get("buttons", []), *([what["button"]] if "button" in what else [])]:
                assert button["text"]
                _leads_somewhere(button["onClick"])


def _leads_somewhere(click: dict[str, Any]) -> None:
    address = click["action"]["function"] if "action" in click else click["openLink"]["url"]
    assert address.startswith(f"{HOST}/"), address


def buttons_of(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What can be pressed on a card, by its text."""
    widgets = [widget for section in card["sections"] for widget in section["widgets"]]
    given = [one for widget in widgets for one in widget.get("buttonList", {}).get("buttons", [])]
    given += [widget["decoratedText"]["button"] for widget in widgets if "button" in widget.get("decoratedText", {})]
    return {one["text"]: one["onClick"] for one in given}


def words_of(card: dict[str, Any]) -> str:
    """Everything that is written on it."""
    return json.dumps(card, ensure_ascii=False)


@contextmanager
def running_google() -> Iterator[Google]:
    """Serve its keys at /certs and the Gmail API below /gmail."""
    google = Google()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            google.requests.append((unquote(parts.path), dict(self.headers), parse_qs(parts.query)))
            status, body, headers = _answer(google, unquote(parts.path))
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    google.port = server.server_address[1]
    google.address = f"http://127.0.0.1:{google.port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield google
    finally:
        server.shutdown()
        server.server_close()


def _answer(google: Google, path: str) -> tuple[int, Any, dict[str, str]]:
    if google.is_down:
        return 503, {}, {}
    if path == "/certs":
        keys = []
        for key_id, key in google.keys.items():
            said = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
            keys.append({**said, "kid": key_id, "use": "sig", "alg": "RS256"})
        return 200, {"keys": keys}, {"Cache-Control": f"public, max-age={google.max_age}"}
    if google.refuses:
        return google.refuses, {"error": {"code": google.refuses}}, {}
    found = google.messages.get(path.rpartition("/")[2])
    return (200, found, {}) if found else (404, {"error": {"code": 404}}, {})
