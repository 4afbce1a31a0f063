"""What an organisation decides about captured mail, at a desk and on a phone."""

import pytest

from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import SIZES, OpenPage, log_in

pytestmark = pytest.mark.browser

_SIZES = """() => [...document.querySelectorAll(".field input[type=checkbox]")].map((one) => {
  const box = one.getBoundingClientRect();
  return [Math.round(box.width), Math.round(box.height)];
})"""


@pytest.mark.parametrize("size", SIZES)
def test_boxes_are_of_one_size_however_long_their_labels_are(
    size: str, live_server: object, open_page: OpenPage, ada: Member
) -> None:
    with open_page(size) as page:
        log_in(page, ada)
        page.goto("/settings/mail/")
        sizes = page.evaluate(_SIZES)
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]
    assert sizes[0][0] == sizes[0][1]
