"""The other systems, each by the host at which it is reached."""

from urllib.parse import urlsplit

from pacesetter.core import clock
from pacesetter.core.http import ConnectionFailed
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.google.tests.fake_mail import FakeGmail
from pacesetter.integrations.mailchimp.tests.fake import FakeMailchimp
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax


class Vendors:
    """Answers every request of this process."""

    def __init__(self) -> None:
        self.google = FakeGmail()
        self.google.owner, self.google.clock = "tom.okafor@gmail.example", clock.now()
        self.mailchimp = FakeMailchimp()
        self.mailchimp.account_name = "Larkfield News"
        self.workflowmax = FakeWorkflowMax()

    def __call__(self, request: Outgoing) -> Answer:
        host = urlsplit(request.url).hostname or ""
        if host.endswith("googleapis.com"):
            return self.google(request)
        if host.endswith("mailchimp.com"):
            return self.mailchimp(request)
        if host.endswith("workflowmax.com"):
            return self.workflowmax(request)
        raise ConnectionFailed(f"{host} has no fake here")
