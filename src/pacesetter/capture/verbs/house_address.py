"""The address to which the mail server passes on everybody's mail."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.models import HouseAddress
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.mail.inbound.addresses import new_token, takes_mail
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards


def renew_house_address(*, by: Member) -> HouseAddress:
    """Give the organisation an address, another one where it has one: mail to the old one is refused from now on.
    Raises `NotAllowed` (administrators alone), and a `Refusal` where this installation takes no mail."""
    guards.administrator(by)
    if not takes_mail():
        raise Refusal(_("This installation takes no mail. Ask whoever runs it."), code="no_domain")
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        HouseAddress.objects.all().delete()
        address: HouseAddress = HouseAddress.objects.create(token=new_token(), made_at=clock.now())
        events.record("organisation.mail_address_renewed", "organisation", organisation.pk, by_id=by.pk)
    return address


def revoke_house_address(*, by: Member) -> None:
    """Take no more mail for everybody; what was kept stays. Raises `NotAllowed`. Safe to repeat."""
    guards.administrator(by)
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        gone, _rows = HouseAddress.objects.all().delete()
        if gone:
            events.record("organisation.mail_address_revoked", "organisation", organisation.pk, by_id=by.pk)
