"""The mail servers that other tests use do what they are used for."""

import imaplib
import smtplib

from pacesetter.mail.tests.dovecot import dovecot
from pacesetter.mail.tests.postfix import postfix

RITA = "rita@acme.example"


def test_a_mail_goes_by_postfix_into_a_mailbox_of_dovecot() -> None:
    with dovecot({RITA: "secret"}) as boxes, postfix({"acme.example": boxes.lmtp_port}) as server:
        with smtplib.SMTP("127.0.0.1", server.port) as client:
            client.sendmail("jane@initech.example", [RITA], b"Subject: Yes\r\n\r\nSee you\r\n")
        (mail,) = boxes.wait_for(RITA, count=1)
        assert b"See you" in mail
        with imaplib.IMAP4("127.0.0.1", boxes.imap_port) as reader:
            reader.login(RITA, "secret")
            assert reader.select("INBOX")[1] == [b"1"]
