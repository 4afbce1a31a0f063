"""The server that mail servers deliver to, by LMTP (RFC 2033) or SMTP. It takes mail for its own addresses alone."""

import asyncio
import logging
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import close_old_connections

from pacesetter.mail.inbound.taking import MOST_BYTES, organisation_for, take

logger = logging.getLogger(__name__)

# Connections that wait to be accepted. A mail server opens a few; it is the only client there should be.
BACKLOG = 16
_TAKEN = "250 2.0.0 taken"
_NOBODY = "550 5.1.1 nobody takes mail here"
_LATER = "451 4.3.0 not now, try again later"


class Handler:
    """What is answered to each step. Trouble of ours is always "later": a mail server keeps the mail and comes back."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        try:
            taken = await _in_thread(organisation_for, address)
        except Exception:
            logger.exception("The recipient of a message could not be looked up")
            return _LATER
        if taken is None:
            return _NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answers = [await self._take(envelope, recipient) for recipient in envelope.rcpt_tos]
        if isinstance(server, LMTP):
            # One answer for each recipient: that is what LMTP is for.
            return "\r\n".join(answers)
        # SMTP has one for all of them; where it is "later" those that were taken come again, and are known again.
        return next((answer for answer in answers if answer != _TAKEN), _TAKEN)

    async def _take(self, envelope: Envelope, recipient: str) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content or "").encode()
        try:
            taken = await _in_thread(take, sender=envelope.mail_from or "", recipient=recipient, raw=raw)
        except Exception:
            logger.exception("A message could not be taken")
            return _LATER
        return _TAKEN if taken is not None else _NOBODY


async def serve(host: str, port: int, *, protocol: str, ready: asyncio.Event | None = None) -> None:
    """Listen until cancelled. `protocol` is "lmtp" or "smtp"."""
    made = LMTP if protocol == "lmtp" else SMTP

    def connection() -> Any:
        return made(
            Handler(),
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname="pacesetter",
            ident="Pacesetter",
            timeout=30,
        )

    server = await asyncio.get_running_loop().create_server(connection, host, port, backlog=BACKLOG)
    async with server:
        if ready is not None:
            ready.set()
        await server.serve_forever()


async def _in_thread(function: Any, *args: Any, **kwargs: Any) -> Any:
    def fresh() -> Any:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return await sync_to_async(fresh, thread_sensitive=True)()
