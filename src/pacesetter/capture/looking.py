"""Look at a mail without keeping anything of it: what is known of it, and what it probably is."""

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.houses import house_of
from pacesetter.capture.judging import House, Verdict, judge
from pacesetter.capture.keeping import new_mail
from pacesetter.capture.mail_head import Direction, MailHead, Party
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail, MailReference, StandingRule
from pacesetter.people.models import Member


def look(owner: Member, head: MailHead) -> CapturedMail | Verdict:
    """The owner's mail as it is kept, or else as it would be, unsaved; the verdict where nothing would be kept of it.
    Writes nothing."""
    verdict = judge(head, house_of(owner))
    if verdict.dropped is not None:
        return verdict
    rows = CapturedMail.objects.select_related("company", "contact", "activity__activity_type")
    kept: CapturedMail | None = rows.filter(owner=owner, message_id=head.message_id).first()
    if kept is not None:
        return kept
    mail = new_mail(owner, head, verdict, settings_now())
    known = known_by([address for address, _name in mail.others])
    mail.company, mail.contact = known.company, known.contact
    mail.is_known = bool(known.company or known.contact)
    mail.thread_id = _thread_of(owner, [head.message_id, *head.references, head.thread_key])
    return mail


def asks_about(owner: Member, recipients: list[Party], references: list[str]) -> tuple[Party, ...]:
    """With whom a mail is that is about to be sent, where its owner is to be asked what it is; empty where they are
    not: it stays inside, is with somebody blocked, or a standing rule says what becomes of it."""
    house: House = house_of(owner)
    if any(house.is_blocked(one.address) for one in recipients):
        return ()
    others = tuple(one for one in recipients if not house.is_ours(one.address) and not house.is_product(one.address))
    if not others:
        return ()
    rules = StandingRule.objects.filter(owner=owner, direction=Direction.OUT.value)
    thread_id = _thread_of(owner, references)
    if thread_id is not None and rules.filter(thread_id=thread_id).exists():
        return ()
    return () if rules.filter(address=others[0].address).exists() else others


def _thread_of(owner: Member, ids: list[str]) -> int | None:
    known = MailReference.objects.filter(owner=owner, message_id__in=ids)
    found: int | None = known.values_list("thread_id", flat=True).first()
    return found
