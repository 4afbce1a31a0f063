"""What can be read of `winmail.dat`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.itip import PartStat
from pacesetter.itip.tests.outlook_files import winmail
from pacesetter.itip.tnef import OutlookMail, read_outlook


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("IPM.Microsoft Schedule.MtgRespP", PartStat.ACCEPTED),
        ("IPM.Microsoft Schedule.MtgRespN", PartStat.DECLINED),
        ("IPM.Microsoft Schedule.MtgRespA", PartStat.TENTATIVE),
        ("IPM.Schedule.Meeting.Resp.Neg", PartStat.DECLINED),
        ("IPM.Microsoft Mail.Note", None),
    ],
)
def test_which_answer_it_is_and_what_was_written(kind: str, status: PartStat | None) -> None:
    assert read_outlook(winmail(kind, "Bis dann,\r\nJürgen")) == OutlookMail(status, "Bis dann,\nJürgen")


def test_what_is_cut_off_is_read_up_to_there() -> None:
    whole = winmail(body="See you")
    assert read_outlook(whole[:-4]) == OutlookMail(PartStat.ACCEPTED, "")
    assert read_outlook(b"PK" + whole) == OutlookMail(None, "")


@given(st.binary(max_size=300), st.integers(0, 80), st.binary(min_size=1, max_size=6))
def test_any_bytes_are_read_to_the_end(data: bytes, place: int, bad: bytes) -> None:
    read_outlook(data)
    whole = bytearray(winmail(body="See you"))
    whole[place : place + len(bad)] = bad
    read_outlook(bytes(whole))
    read_outlook(winmail()[:6] + data)
