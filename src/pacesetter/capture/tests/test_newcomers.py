"""What an address tells of somebody."""

import pytest

from pacesetter.capture.newcomers import company_named, person_named


@pytest.mark.parametrize(
    ("name", "address", "person"),
    [
        ("Jane Doe", "jd@x.example", "Jane Doe"),
        ("Doe, Jane", "jd@x.example", "Jane Doe"),
        ("'Jane Doe'", "jd@x.example", "Jane Doe"),
        ("Jane Doe (Initech)", "jd@x.example", "Jane Doe"),
        ("Jane Doe via Initech", "jd@x.example", "Jane Doe"),
        ("jane.doe@x.example", "jane.doe@x.example", "Jane Doe"),
        ("", "jane_doe-smith.2@x.example", "Jane Doe Smith"),
        ("", "42@x.example", "42@x.example"),
    ],
)
def test_a_person_is_called_so(name: str, address: str, person: str) -> None:
    assert person_named(name, address) == person


@pytest.mark.parametrize(
    ("address", "company"),
    [
        ("jane@initech.com", ("Initech", "initech.com")),
        ("jane@mail.blue-sky.co.nz", ("Blue Sky", "mail.blue-sky.co.nz")),
        ("jane@acme.io", ("Acme", "acme.io")),
        ("jane@gmail.com", ("", "")),
        ("nonsense", ("", "")),
    ],
)
def test_a_company_is_called_so(address: str, company: tuple[str, str]) -> None:
    assert company_named(address) == company
