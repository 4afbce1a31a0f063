"""Forms sent without the page that they stand on, to see what answers them."""

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

# Sent as the browser sends a form, so that its answer is the page that is open afterwards.
_SEND = """
([address, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
"""


def send(page: Page, path: str, *, method: str = "", has_token: bool = True, **fields: str) -> None:
    """POST from a page of ours that is open; `method` as plain forms say it, "DELETE"."""
    given: dict[str, Any] = {**fields, **({"_method": method} if method else {})}
    if has_token:
        cookies = page.context.cookies()
        given["csrfmiddlewaretoken"] = next(one["value"] for one in cookies if one["name"] == settings.CSRF_COOKIE_NAME)
    with page.expect_navigation():
        page.evaluate(_SEND, [path, given])
