import pytest

from pacesetter.core.dialling import is_dial


@pytest.mark.parametrize(
    "how",
    [
        "tel",
        "sip",
        "callto",
        "https://pbx.example/dial?to={number}",
        "https://pbx.example:8443/d/{number}",
        "https://a.b/#{number}",
    ],
)
def test_ways_to_dial(how: str) -> None:
    assert is_dial(how)


@pytest.mark.parametrize(
    "how",
    [
        "",
        "fax",
        "javascript:alert({number})",
        "http://pbx.example/dial?to={number}",
        "https://pbx.example/dial",
        "https://pbx.example/{number}/{number}",
        "https://{number}.example/",
        "https://rita:secret@pbx.example/{number}",
        "https:///dial?to={number}",
        "https://pbx.example:port/{number}",
        "https://[pbx/{number}",
        "https://pbx.example/ {number}",
        'https://pbx.example/"{number}',
        "https://pbx.example/{number}" + "x" * 300,
    ],
)
def test_what_is_none(how: str) -> None:
    assert not is_dial(how)
