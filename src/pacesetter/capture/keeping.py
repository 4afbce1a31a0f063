"""Keep the head of a mail: one row for a member and a Message-ID, by whichever routes it comes, at once too."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.dropping import count_drop, uncount_drop
from pacesetter.capture.houses import house_of, with_blocks_of_now
from pacesetter.capture.joining import join_intent, may_be_logged
from pacesetter.capture.judging import House, Verdict, judge
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.mail_head import Dropped, MailHead
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail, CaptureSettings, MailState
from pacesetter.capture.ruling import apply_rules
from pacesetter.capture.standing_orders import StandingOrders, locked_orders_of
from pacesetter.capture.threading_mails import thread_of
from pacesetter.core import clock
from pacesetter.people.models import Member

# The way by which a mail is known that its owner has forwarded as a quotation: what a mail program wrote of it, and not
# its own head.
QUOTED = "forward"


def keep(
    owner: Member,
    head: MailHead,
    *,
    route: str,
    is_trusted: bool,
    is_delivered: bool = True,
    house: House | None = None,
    decided: CaptureSettings | None = None,
    ref: str = "",
    orders: StandingOrders | None = None,
) -> CapturedMail | Verdict:
    """Keep the mail for its owner, and log or ignore it where a standing rule says so; the verdict where it is dropped,
    of which only the reason is counted.

    A mail that is known is not kept again: the route is noted, and where it now is certain who wrote it, rules may
    take it. What the member said of a mail while they wrote it goes before rules; `ref` is the token of that, where the
    way by which the mail came tells one. `house` and `decided` save asking again for many mails of one member; whoever
    gives `orders`, too, has asked for them with the owner's mail locked. Safe to repeat, and safe to run at the same
    moment for the same mail.
    """
    house = house or house_of(owner)
    verdict = judge(head, house, is_delivered=is_delivered)
    if verdict.dropped is not None:
        drop(owner, head, verdict.dropped)
        return verdict
    decided = decided or settings_now()
    with transaction.atomic():
        # A member's mails are kept one after another: two answers of one thread that come at once must find each other.
        if orders is None:
            orders = locked_orders_of(owner)
            # What was blocked while this waited is blocked, also for this mail.
            verdict = judge(head, with_blocks_of_now(house, owner), is_delivered=is_delivered)
            if verdict.dropped is not None:
                count_drop(owner, head.message_id, verdict.dropped)
                return verdict
        CapturedMail.objects.bulk_create([new_mail(owner, head, verdict, decided)], ignore_conflicts=True)
        mail = CapturedMail.objects.select_for_update(of=("self",)).get(owner=owner, message_id=head.message_id)
        mail.owner = owner
        is_new = mail.thread_id is None and not mail.routes
        if is_new:
            _fill(mail, head)
            uncount_drop(owner, head.message_id)
        elif mail.routes == [QUOTED] and route != QUOTED and mail.state == MailState.WAITING:
            _tell_better(mail, head, verdict, decided)
        if route in mail.routes and (mail.is_trusted or not is_trusted) and not ref:
            return mail
        became_trusted = is_trusted and not mail.is_trusted
        mail.routes = [*mail.routes, route] if route not in mail.routes else mail.routes
        mail.is_trusted = mail.is_trusted or is_trusted
        is_joined = orders.intents and join_intent(mail, head, ref=ref)
        if mail.state == MailState.WAITING and became_trusted and orders.rules and not is_joined:
            if orders.intents and may_be_logged(mail, head):
                mail.trouble = _("Perhaps it was logged already when it was sent. Ignore it then.")
            else:
                apply_rules(mail)
        mail.save()
    return mail


def drop(owner: Member, head: MailHead, reason: Dropped) -> None:
    """Keep nothing of the mail but that there was one, and why."""
    with transaction.atomic():
        lock_mail_of(owner)
        count_drop(owner, head.message_id, reason)


def new_mail(owner: Member, head: MailHead, verdict: Verdict, decided: CaptureSettings) -> CapturedMail:
    """The row of a mail that nobody has kept yet, with what its head alone tells; saving it is the caller's."""
    main = verdict.others[0]
    return CapturedMail(
        owner=owner,
        message_id=head.message_id,
        direction=verdict.direction.value,
        sent_at=head.sent_at,
        address=main.address,
        name=main.name,
        others=[[one.address, one.name] for one in verdict.others],
        subject=head.subject[:300] if decided.keeps_subject else "",
        is_answer=bool(head.references),
        captured_at=clock.now(),
    )


def _tell_better(mail: CapturedMail, head: MailHead, verdict: Verdict, decided: CaptureSettings) -> None:
    """Have the mail say what its own head says, in the place of what was quoted of it."""
    own = new_mail(mail.owner, head, verdict, decided)
    for name in ("direction", "sent_at", "address", "name", "others", "subject", "is_answer"):
        setattr(mail, name, getattr(own, name))
    _fill(mail, head)


def _fill(mail: CapturedMail, head: MailHead) -> None:
    known = known_by([address for address, _name in mail.others])
    mail.company, mail.contact = known.company, known.contact
    mail.is_known = bool(known.company or known.contact)
    # A name that a mailbox gives its thread is one more name that its mails have in common.
    named = [head.thread_key] if head.thread_key else []
    mail.thread = thread_of(mail.owner, [head.message_id, *head.references, *named])
