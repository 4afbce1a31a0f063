"""What a provider is: another system that an organisation, or one member, can be connected to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.core.written_numbers import written_number
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.classifying import failure_of
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.gates.rules import Limit

if TYPE_CHECKING:
    from pacesetter.integrations.caller import Caller
    from pacesetter.integrations.job_systems.system import JobSystem
    from pacesetter.integrations.models import Connection

Text = str | Promise
# Seconds. A token that is good for longer is asked for anew all the same, since no moment lies further ahead.
_LONGEST_LIFE = 10 * 365 * 86_400


class Owner(StrEnum):
    """Whose a connection is."""

    ORGANISATION = "organisation"
    MEMBER = "member"


@dataclass(frozen=True)
class Field:
    """Something that is asked when a connection is made. A secret is sealed, and never shown again.

    `is_address`: a web address, https alone, which may not lead inside. `choices`: one of these, as (value, label).
    `pattern`: the help text then shows an example of what fits it.
    """

    name: str
    label: Text
    help_text: Text = ""
    default: str = ""
    is_secret: bool = False
    is_required: bool = True
    is_address: bool = False
    choices: "Sequence[tuple[str, Text]]" = ()
    # What it has to look like, as a regular expression; empty where it may be anything.
    pattern: str = ""


@dataclass(frozen=True)
class OAuthWay:
    """How to ask for consent (RFC 6749, authorization code; PKCE by RFC 7636, always).

    Addresses may name settings of the connection: `{oauth_url}/oauth/authorize`. `secret_in_form`: the token endpoint
    takes the client's secret in the form and not as Basic. `keeps_tokens`: tokens neither expire nor are refreshed.
    """

    authorize_url: str
    token_url: str
    scopes: Sequence[str] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    secret_in_form: bool = True
    keeps_tokens: bool = False
    # Where tokens are ended (RFC 7009), empty where there is no such place.
    revoke_url: str = ""


@dataclass(frozen=True)
class Account:
    """The account on the other side that a connection is for; one of several where the consent reaches more."""

    id: str
    name: str


@dataclass(frozen=True)
class Checked:
    """What a check found: the accounts that can be reached, the one that is used first. `settings` are kept with the
    connection (such as the address that an account has)."""

    accounts: Sequence[Account] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Use:
    """What a member's account is used for, where an administrator has switched it on: `scopes` are asked for then."""

    label: Text
    scopes: Sequence[str]


CLIENT_FIELDS = (
    Field("client_id", _("Client ID"), _("Of the app that you have made for Pacesetter there.")),
    Field("client_secret", _("Client secret"), is_secret=True),
)


class Provider:
    """The base of every provider. A subclass says what it needs and how it is asked; it keeps nothing itself."""

    key: str
    label: Text
    symbol: str = "plug-connected"
    help_text: Text = ""
    # Where a person finds what is asked for, step by step.
    how_to: Sequence[Text] = ()
    # The same where the connection is by key.
    key_how_to: Sequence[Text] = ()
    owner: Owner = Owner.ORGANISATION
    # What is asked where the connection is by API key; empty where it can't be.
    key_fields: Sequence[Field] = ()
    oauth: OAuthWay | None = None
    # What is asked in any case, such as addresses.
    settings_fields: Sequence[Field] = ()
    # Where members consent, an administrator registers one app for all of them (`OAuthApp`): what is asked of it beside
    # its client, and what accounts can be used for.
    app_fields: Sequence[Field] = ()
    uses: Mapping[str, Use] = {}
    # What the other side permits for one connection, all workers together.
    limits: Sequence[Limit] = ()
    at_once: int = 4
    # What the connection can be used for, such as "jobs" or "campaigns".
    offers: frozenset[str] = frozenset()

    def asks(self, field: Field, connection: "Connection | None") -> bool:
        """Whether the field means anything for this connection (None: for one that is still to be made)."""
        return True

    @property
    def has_app(self) -> bool:
        """Whether the client of the consent is an app that an administrator registers for every member."""
        return self.owner is Owner.MEMBER and self.oauth is not None

    def base_url(self, connection: "Connection") -> str:
        """What a path is appended to."""
        return str(connection.settings.get("api_url", ""))

    def headers(self, connection: "Connection", secrets: Mapping[str, str]) -> Mapping[str, str]:
        """How requests prove who is asking, and what every one of them carries."""
        return {"Authorization": f"Bearer {secrets.get('access_token', '')}", "Accept": "application/json"}

    def check(self, caller: "Caller") -> Checked:
        """Ask the other side who we are to it. Raises `Failure`."""
        raise NotImplementedError

    def taken_into_use(self, connection: "Connection") -> None:
        """It works from now on, or again: the place to enqueue what is read first. Called in the transaction."""

    def takes_leave(self, connection: "Connection") -> bool:
        """It ends: whether a job was enqueued here that takes away what we have set up there. The secrets are kept for
        that job, and it forgets them, whatever comes of it. Called in the transaction."""
        return False

    def disconnected(self, connection: "Connection") -> None:
        """It has ended: forget what is of no use to a connection that comes back. Called in the transaction."""

    def job_system(self, caller: "Caller") -> "JobSystem | None":
        """The jobs of the other side, where it is a job system (`offers` "jobs")."""
        return None

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        """What is wrong with an answer, None where nothing is. Overridden where errors come in disguise."""
        return failure_of(answer, self.said(answer), now=now)

    def said(self, answer: Answer) -> str:
        """The other side's own words about an error, for administrators."""
        return words_of(answer.json_or_none())

    def token_life(self, tokens: Mapping[str, Any]) -> timedelta | None:
        """How long an access token of this answer is good, None for ever."""
        seconds = tokens.get("expires_in")
        if isinstance(seconds, str):
            seconds = written_number(seconds)
        if not isinstance(seconds, int | float) or not seconds > 0:
            return None
        return timedelta(seconds=min(seconds, _LONGEST_LIFE))


def words_of(body: Any) -> str:
    """The words in an error of the usual forms, at most 300 characters; empty where there are none."""
    if not isinstance(body, dict):
        return ""
    found = [
        body[name] for name in ("message", "detail", "error_description", "error", "title", "Message") if body.get(name)
    ]
    words = [one for one in found if isinstance(one, str)][:1]
    errors = body.get("errors")
    for one in errors if isinstance(errors, list) else []:
        if isinstance(one, dict):
            words.append(" ".join(str(one[name]) for name in ("field", "message", "detail") if one.get(name)))
        elif isinstance(one, str):
            words.append(one)
    return "; ".join(filter(None, words))[:300]
