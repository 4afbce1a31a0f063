"""Where lines may be broken."""

import pytest

from pacesetter.web.broken_lines import breakable


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("jane.doe@initech.example", "jane<wbr>.doe@<wbr>initech<wbr>.example"),
        ("<b>@x", "&lt;b&gt;@<wbr>x"),
        ("", ""),
    ],
)
def test_an_address_is_broken_between_its_parts_and_escaped(address: str, parts: str) -> None:
    assert breakable(address) == parts
