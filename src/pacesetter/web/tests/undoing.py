"""Pressing the Undo of the last message."""

import re

from pacesetter.web.tests.conftest import Visitor

_FORM = re.compile(r'<form method="post" action="([^"]+)">\s*<input[^>]*csrf[^>]*><input type="hidden" name="_method"')


def undo_address(page: str) -> str:
    """Where the button of the page's message leads."""
    messages = page[page.index('id="messages"') :]
    found = _FORM.search(messages[: messages.index("</div></div>") if "</div></div>" in messages else None])
    found = found or _FORM.search(messages)
    assert found is not None, messages[:800]
    return found[1]


def undo_last(visitor: Visitor, page: str, back: str = "/day/") -> str:
    """Press it, and read the page that one comes back to."""
    response = visitor.post(undo_address(page), {"_method": "DELETE", "next": back})
    assert response.status_code == 303
    return visitor.read(response.headers["Location"])
