"""One after another: what happens to the mail of one member."""

from pacesetter.people.models import Member


def lock_mail_of(owner: Member) -> None:
    """Let nobody else keep or classify mail of this member until the transaction ends."""
    Member.objects.select_for_update(no_key=True).only("pk").get(pk=owner.pk)
