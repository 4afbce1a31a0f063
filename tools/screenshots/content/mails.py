"""The seller's Google account, with meetings in its calendar and mails that wait to be classified: to people who are
known and to strangers, answered and not, and one that was logged and one that was ignored."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.verbs import Always, classify, edit_settings, ignore_mail, renew_address
from pacesetter.core import clock
from pacesetter.integrations.verbs import begin_connection, finish_consent, register_app
from pacesetter.people.oidc import new_request
from tools.screenshots.content.cast import Cast
from tools.screenshots.content.vendors import Vendors

_APP = {"client_id": "larkfield", "client_secret": "not-a-secret"}


def put(cast: Cast, vendors: Vendors) -> None:
    edit_settings(by=cast.anna, keeps_subject=True)
    renew_address(cast.tom, by=cast.tom)
    register_app(by=cast.anna, provider="google", given=_APP, uses=["calendar", "mail"])
    begun = begin_connection(by=cast.tom, owner=cast.tom, provider="google", way="oauth", given={})
    back_to = "https://kpi.larkfield.example/profile/connections/callback/"
    connection = finish_consent(begun, by=cast.tom, code="c", asked=new_request(), back_to=back_to)
    # What is there already when somebody connects is not read: it is the mail of before.
    _read(connection.pk)
    now = clock.now()
    known = [f"{contact.name} <{contact.email}>" for contact in cast.contacts]
    written = [
        ("out", known[0], "Our offer for your two branches"),
        ("in", known[0], "Re: Our offer for your two branches"),
        ("out", known[1], "Notes of our call this morning"),
        ("out", f"{known[3]}, {known[4]}", "Agenda for Thursday"),
        ("in", "Dr. Wilhelmina Featherstonehaugh-Cholmondeley <w.featherstonehaugh@brightwater.example>", "A question"),
        ("out", "purchasing@meridian-holdings.example", "Price list"),
        ("out", known[2], "The contract, signed"),
        ("in", known[5], "Lunch next week?"),
    ]
    for number, (direction, other, subject) in enumerate(written):
        _comes(vendors, number, direction, other, subject, now - timedelta(minutes=12 + 47 * number))
    _read(connection.pk)
    rows = {row.subject: row for row in CapturedMail.objects.filter(owner=cast.tom)}
    follow_up = cast.type("Follow-up e-mail")
    classify(rows["The contract, signed"], by=cast.tom, activity_type=follow_up, always=Always.CONTACT)
    ignore_mail(rows["Lunch next week?"], by=cast.tom)


def _comes(vendors: Vendors, number: int, direction: str, other: str, subject: str, at: datetime) -> None:
    me = "Tom Okafor <tom@larkfield.example>"
    sender, to = (me, other) if direction == "out" else (other, me)
    answers = f"In-Reply-To: <m-{number - 1}@larkfield.example>\r\n" if subject.startswith("Re:") else ""
    head = (
        f"Message-ID: <m-{number}@larkfield.example>\r\nDate: {format_datetime(at)}\r\n"
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\n{answers}\r\n"
    )
    folder, thread = "sent" if direction == "out" else "inbox", subject.removeprefix("Re: ")
    vendors.google.comes(head.encode(), at, folder=folder, thread=thread)


def _read(connection_id: int) -> None:
    jobs.enqueue("integrations.read_mail", {"connection": connection_id})
    jobs.run_due()
