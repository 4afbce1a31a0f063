"""One after another: what happens to the mail of one member."""

from pacesetter.people.models import Member


def lock_mail_of(owner: Member) -> None:
    """Let nobody else keep or classify mail of this member until the transaction ends."""
    Member.objects.select_for_update(no_key=True).only("pk").get(pk=owner.pk)


def lock_mail_of_everybody() -> None:
    """The same for all members of the organisation. One after another in the order in which `house_mail` keeps a mail
    for several, so that nobody waits for somebody who waits for them."""
    list(Member.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
