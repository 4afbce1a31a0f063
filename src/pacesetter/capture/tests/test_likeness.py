"""By what a mail is known again."""

import pytest

from pacesetter.capture.likeness import people_key, subject_key


def test_order_case_and_repetition_of_people_make_no_difference() -> None:
    assert people_key(["b@x.example", "A@x.example"]) == people_key([" a@x.example", "b@x.example", "B@x.example"])
    assert people_key(["a@x.example"]) != people_key(["a@x.example", "b@x.example"])


@pytest.mark.parametrize("written", ["Our offer", "Re: Our  offer", "AW: Fwd: our offer", "RE[2]: Our offer "])
def test_what_programs_put_before_a_subject_makes_no_difference(written: str) -> None:
    assert subject_key(written) == subject_key("Our offer")
    assert subject_key(written) != subject_key("Another offer")


def test_no_subject_is_like_every_other_one() -> None:
    assert subject_key(" ") == subject_key("Re:") == ""
