"""Names as they are kept."""

import pytest

from pacesetter.core.one_line import one_line


def test_a_name_is_one_line_without_spaces_around_it() -> None:
    assert one_line("  Acme\t Ltd\n & Sons ") == "Acme Ltd & Sons"


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_what_would_turn_the_rest_of_a_sentence_is_left_out(sign: str) -> None:
    assert one_line(f"Acme{sign}Ltd") == "AcmeLtd"
    assert one_line(f" {sign} ") == ""


@pytest.mark.parametrize("name", ["חברה בע״מ", "شركة", "Ac\u200eme", "👩\u200d💼 Jane", "Müller"])
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert one_line(name) == name
