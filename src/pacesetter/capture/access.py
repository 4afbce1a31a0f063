"""Whose captured mail a member sees: their own alone. Not that of those they lead, and not as an administrator: what is
logged of it is an activity like any other, and what is not logged is nobody else's business."""

from django.db.models import QuerySet

from pacesetter.capture.models import (
    AddInToken,
    BlockedAddress,
    CapturedMail,
    EntraIdentity,
    GoogleAccount,
    MailAlias,
    MailIntent,
    MailState,
    RemovedSetting,
    StandingRule,
)
from pacesetter.people.access import may_look
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.people.paged_query import PagedQuery, PagedRows


def mails_of(viewer: Member) -> QuerySet[CapturedMail]:
    """The viewer's captured mails."""
    return _mails_of(viewer.pk) if may_look(viewer) else CapturedMail.objects.none()


def mails_to_classify(viewer: Member) -> QuerySet[CapturedMail]:
    """Those of them that wait, the latest first."""
    return _waiting(mails_of(viewer))


def first_to_classify(viewer: Member, most: int) -> list[CapturedMail]:
    """The first of `mails_to_classify`, for a page that is asked for all the time."""
    return _FIRST_WAITING.rows(owner_id=viewer.pk, most=most) if may_look(viewer) else []


def _mails_of(owner_id: int) -> QuerySet[CapturedMail]:
    mails: QuerySet[CapturedMail] = CapturedMail.objects.select_related("company", "contact", "owner")
    return mails.filter(owner=owner_id)


def _waiting(mails: QuerySet[CapturedMail]) -> QuerySet[CapturedMail]:
    return mails.filter(state=MailState.WAITING).order_by("-sent_at", "-pk")


_FIRST_WAITING: ComposedQuery[CapturedMail] = ComposedQuery(
    lambda owner_id, most: _waiting(_mails_of(owner_id))[:most], forms=("most",), is_planned=True
)


def mails_left_out(viewer: Member) -> QuerySet[CapturedMail]:
    """Those of them that are ignored, by a rule or by hand, the latest first."""
    return mails_of(viewer).filter(state=MailState.IGNORED).order_by("-sent_at", "-pk")


def get_mail_for(viewer: Member, mail_id: int) -> CapturedMail:
    """The mail, when it is the viewer's. Raises `CapturedMail.DoesNotExist` otherwise."""
    return mails_of(viewer).get(pk=mail_id)


def intents_of(viewer: Member) -> QuerySet[MailIntent]:
    """What the viewer said of mails while they wrote them, of those that were not seen since, the latest first."""
    intents: QuerySet[MailIntent] = MailIntent.objects.select_related("activity_type", "company", "contact", "activity")
    return (
        intents.filter(owner=viewer, joined_at__isnull=True, dropped_at__isnull=True)
        if may_look(viewer)
        else intents.none()
    )


def get_intent_for(viewer: Member, intent_id: int) -> MailIntent:
    """One of them. Raises `MailIntent.DoesNotExist` otherwise."""
    return intents_of(viewer).get(pk=intent_id)


def rules_of(viewer: Member) -> PagedRows[StandingRule]:
    """The viewer's standing rules; none where the viewer may not look."""
    return _RULES.of(owner_id=viewer.pk if may_look(viewer) else _NOBODY)


_NOBODY = 0
_RULES: PagedQuery[StandingRule] = PagedQuery(
    lambda owner_id: StandingRule.objects.select_related("activity_type").filter(owner=owner_id)
)


def get_rule_for(viewer: Member, rule_id: int) -> StandingRule:
    """The rule, when it is the viewer's. Raises `StandingRule.DoesNotExist` otherwise."""
    rules: QuerySet[StandingRule] = StandingRule.objects.select_related("activity_type")
    return (rules.filter(owner=viewer) if may_look(viewer) else rules.none()).get(pk=rule_id)


def aliases_of(viewer: Member) -> PagedRows[MailAlias]:
    """The viewer's other addresses, confirmed or not."""
    return _ALIASES.of(member_id=viewer.pk)


_ALIASES: PagedQuery[MailAlias] = PagedQuery(lambda member_id: MailAlias.objects.filter(member=member_id))


def get_alias_to_settle_for(viewer: Member, alias_id: int) -> MailAlias:
    """Anybody's other address, for administrators. Raises `MailAlias.DoesNotExist` otherwise."""
    if not viewer.is_administrator or not may_look(viewer):
        raise MailAlias.DoesNotExist
    alias: MailAlias = MailAlias.objects.select_related("member__organisation").get(pk=alias_id)
    return alias


def get_removed_for(viewer: Member, removed_id: int) -> RemovedSetting:
    """What the viewer has taken away. Raises `RemovedSetting.DoesNotExist` otherwise."""
    removed: RemovedSetting = RemovedSetting.objects.get(pk=removed_id, member=viewer)
    return removed


def blocked_by(viewer: Member) -> PagedRows[BlockedAddress]:
    """What the viewer has blocked for themselves."""
    return _BLOCKED.of(member_id=viewer.pk)


_BLOCKED: PagedQuery[BlockedAddress] = PagedQuery(lambda member_id: BlockedAddress.objects.filter(member=member_id))


def get_alias_for(viewer: Member, alias_id: int) -> MailAlias:
    """The viewer's other address. Raises `MailAlias.DoesNotExist` otherwise."""
    alias: MailAlias = MailAlias.objects.get(pk=alias_id, member=viewer)
    return alias


def get_blocked_for(viewer: Member, blocked_id: int) -> BlockedAddress:
    """The blocked address, when the viewer blocked it for themselves, or blocks for everybody. Raises
    `BlockedAddress.DoesNotExist` otherwise."""
    found: BlockedAddress = BlockedAddress.objects.get(pk=blocked_id)
    if found.member_id == viewer.pk or (found.member_id is None and viewer.is_administrator):
        return found
    raise BlockedAddress.DoesNotExist


def get_add_in_for(viewer: Member, add_in_id: int) -> AddInToken:
    """The viewer's add-in. Raises `AddInToken.DoesNotExist` otherwise."""
    token: AddInToken = AddInToken.objects.get(pk=add_in_id, member=viewer)
    return token


def entra_identities_of(viewer: Member) -> QuerySet[EntraIdentity]:
    """The Microsoft accounts that log the viewer's add-in in."""
    identities: QuerySet[EntraIdentity] = EntraIdentity.objects.filter(member=viewer)
    return identities.order_by("linked_at", "pk")


def get_entra_identity_for(viewer: Member, identity_id: int) -> EntraIdentity:
    """One of them. Raises `EntraIdentity.DoesNotExist` otherwise."""
    return entra_identities_of(viewer).get(pk=identity_id)


def google_accounts_of(viewer: Member) -> QuerySet[GoogleAccount]:
    """The Google accounts whose add-on acts for the viewer."""
    accounts: QuerySet[GoogleAccount] = GoogleAccount.objects.select_related("member")
    return accounts.filter(member=viewer)


def get_google_account_for(viewer: Member, account_id: int) -> GoogleAccount:
    """The account, when it acts for the viewer, or the viewer administers. Raises `GoogleAccount.DoesNotExist`
    otherwise."""
    found: GoogleAccount = GoogleAccount.objects.select_related("member").get(pk=account_id)
    if found.member_id == viewer.pk or viewer.is_administrator:
        return found
    raise GoogleAccount.DoesNotExist
