"""Mail that goes out.

    mail.send(to="rita@acme.example", subject="…", text="…", key=f"invitation-{invitation.pk}")

The message is written in the caller's transaction and delivered by a job after it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pacesetter.mail.sending import send

__all__ = ["send"]


def __getattr__(name: str) -> Any:
    # Fetched on first use: Django imports this package before its models may be imported.
    if name == "send":
        from pacesetter.mail.sending import send

        return send
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
