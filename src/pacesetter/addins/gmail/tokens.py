"""Whether a call is Google's, and for whom: the two tokens that come with each event (OpenID Connect ID tokens)."""

from dataclasses import dataclass

from pacesetter.capture.gmail.add_on import AddOn
from pacesetter.capture.gmail.signed import TokenRefused, claims_of, made_for_account


@dataclass(frozen=True, slots=True)
class GoogleUser:
    """Who has the card in front of them. The address is empty where Google has not verified it."""

    subject: str
    email: str


def verify_caller(token: str, add_on: AddOn, *, audience: str) -> None:
    """Raise `TokenRefused` unless the add-on's own service account made the token for this very address; may raise
    `KeysUnavailable`."""
    made_for_account(token, add_on.service_account, audience=audience)


def verify_user(token: str, add_on: AddOn) -> GoogleUser:
    """The user whom the token names to this add-on. Raises `TokenRefused`; may raise `KeysUnavailable`."""
    claims = claims_of(token, audience=add_on.client_id)
    if claims.get("azp", add_on.client_id) != add_on.client_id:
        raise TokenRefused("the token was given to another client")
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise TokenRefused("the token names nobody")
    is_verified = isinstance(email, str) and claims.get("email_verified") is True
    return GoogleUser(subject, str(email).strip().lower() if is_verified else "")
