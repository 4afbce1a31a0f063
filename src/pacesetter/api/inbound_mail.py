"""Where a mail service reports mail that it has taken for us. The installation names one; the others are not there."""

import logging
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

from anymail.exceptions import AnymailNotSupportedWarning, AnymailWebhookValidationFailure
from anymail.signals import AnymailInboundEvent
from anymail.webhooks.amazon_ses import AmazonSESInboundWebhookView
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from pacesetter import jobs
from pacesetter.mail.inbound.services import take_reported
from pacesetter.mail.inbound.topics import is_amazon

# Of SendGrid, which nobody of that package can try any more; our own tests do with what SendGrid documents.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)
logger = logging.getLogger(__name__)


class AmazonSes(AmazonSESInboundWebhookView):  # type: ignore[misc]
    """Does without Amazon's own packages: a topic is confirmed by a job of ours, and mail that lies in a store of
    Amazon's can't be fetched."""

    def __init__(self, **kwargs: Any) -> None:
        self.auto_confirm_enabled = True
        AnymailBaseWebhookView.__init__(self, **kwargs)

    def auto_confirm_sns_subscription(self, sns_message: Mapping[str, Any]) -> None:
        address = str(sns_message.get("SubscribeURL", ""))
        if not self.basic_auth or not is_amazon(address):
            raise AnymailWebhookValidationFailure("this topic is not to be confirmed")
        jobs.enqueue("mail.confirm_topic", {"address": address})


SERVICES: dict[str, Any] = {
    "mailgun": MailgunInboundWebhookView,
    "postmark": PostmarkInboundWebhookView,
    "sendgrid": SendGridInboundWebhookView,
    "amazon-ses": AmazonSes,
}


@csrf_exempt
def inbound_mail(request: HttpRequest, service: str) -> HttpResponseBase:
    """POST takes a mail; whoever can't prove to be the service gets 400. Trouble of ours is 500: it comes again."""
    if not settings.INBOUND_SERVICE or service != settings.INBOUND_SERVICE or not settings.INBOUND_DOMAIN:
        raise Http404
    answer: HttpResponseBase = _view_of(service)(request)
    return answer


@cache
def _view_of(service: str) -> Any:
    made: Any = type("View", (SERVICES[service],), {"post": _post, "service": service})
    return made.as_view()


def _post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if self.basic_auth and not request.headers.get("Authorization"):
        # Amazon sends its password only to whoever asks for it like this.
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="mail"'})
    self.run_validators(request)
    # Handed over here: a signal would have to be connected somewhere else.
    for event in self.parse_events(request):
        _take(event, self.service)
    return HttpResponse()


def _take(event: AnymailInboundEvent, service: str) -> None:
    if not take_reported(event, service):
        # Asked again the answer would be the same, so the service is told that all is well.
        logger.info("Nobody takes the mail that %s reports", service)
