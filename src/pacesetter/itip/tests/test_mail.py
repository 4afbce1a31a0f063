"""Calendar objects in mails, out and in."""

import email
import email.policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from pacesetter.itip import Method, request
from pacesetter.itip.mail import MOST_DEPTH, calendar_parts, with_calendar
from pacesetter.itip.tests.meetings import DEMO


def mail() -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["Subject"], made["From"], made["To"] = "Demo", "Rita <meetings@kpi.example>", "jane@initech.example"
    return with_calendar(made, text="Hello", html="<p>Hello</p>", content=request(DEMO), method=Method.REQUEST)


def test_the_shape_is_the_one_for_which_buttons_are_shown() -> None:
    made = email.message_from_bytes(mail().as_bytes(), policy=email.policy.default)
    assert [part.get_content_type() for part in made.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar = list(made.walk())[4]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert calendar["Content-Disposition"] is None


def test_lines_of_the_mail_stay_short_and_the_object_comes_back() -> None:
    raw = mail().as_bytes()
    assert max(map(len, raw.splitlines())) <= 78
    (part,) = calendar_parts(raw)
    assert part.data == request(DEMO)


def test_an_object_is_found_by_its_name_alone() -> None:
    made = EmailMessage()
    made.set_content("see attachment")
    made.add_attachment(request(DEMO), maintype="application", subtype="octet-stream", filename="Antwort.ICS")
    assert len(calendar_parts(made.as_bytes())) == 1


def test_what_hangs_on_a_forwarded_mail_is_not_an_answer_of_the_one_who_forwards() -> None:
    outer = EmailMessage()
    outer.set_content("fyi")
    outer.add_attachment(mail())
    assert calendar_parts(outer.as_bytes()) == []


def test_a_mail_nested_without_end_is_given_up() -> None:
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(MOST_DEPTH * 50)
    )
    assert calendar_parts(head + b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR") == []


@given(st.binary(max_size=3000))
def test_any_bytes_are_a_mail_without_calendar_or_with(data: bytes) -> None:
    calendar_parts(data)
    calendar_parts(b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: text/calendar\r\n" + data)
