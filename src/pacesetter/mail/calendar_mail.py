"""A mail with a meeting request, through Django's own way of sending."""

import email.policy
from email.message import EmailMessage
from typing import Any

from django.core.mail import EmailMultiAlternatives

from pacesetter.itip import Method
from pacesetter.itip.mail import with_calendar

# Set anew by the message that has the calendar in it.
_SHAPE = frozenset({"content-type", "mime-version", "content-transfer-encoding"})


class SentByDjango(EmailMessage):
    """A message that Django's mail servers can send: they say how its lines end."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\r\n") -> bytes:
        return super().as_bytes(unixfrom, (policy or self.policy).clone(linesep=linesep))


class WithCalendar(EmailMultiAlternatives):
    """Text, HTML and a calendar object, in the shape for which mail programs show their buttons."""

    calendar = b""
    method = Method.REQUEST

    def message(self, **options: Any) -> Any:
        """The message as it goes out. Django's own classes can't say that a part has a method and no file name."""
        plain = super().message(**options)
        made = SentByDjango(policy=email.policy.SMTP.clone(max_line_length=78))
        for name, value in plain.items():
            if name.lower() not in _SHAPE:
                made[name] = str(value)
        html = next((str(one[0]) for one in self.alternatives), "")
        return with_calendar(made, text=str(self.body), html=html, content=self.calendar, method=self.method)
