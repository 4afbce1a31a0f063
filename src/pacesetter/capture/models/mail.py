"""A mail of which the head was captured."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import Activity
from pacesetter.capture.models.thread import MailThread
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", _("To classify")
    LOGGED = "logged", _("Logged")
    IGNORED = "ignored", _("Ignored")


class CapturedMail(Tenanted):
    """One mail of one member, by however many routes it came. It has no column for a body, and the subject is kept only
    where the organisation wants it.

    `others` are those outside of the organisation, as [address, name], the one whom it is mainly with in front;
    `address` and `name` are that one's. `routes` are the ways by which it came.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="captured_mails", db_index=False)
    message_id = models.CharField(max_length=200)
    thread = models.ForeignKey(MailThread, on_delete=models.SET_NULL, null=True, related_name="mails")
    direction = models.CharField(max_length=3)
    sent_at = models.DateTimeField(_("sent"))
    address = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    others = models.JSONField(default=list)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    is_answer = models.BooleanField(default=False)
    # Whether the person or their company was known when it came: what is learnt from must not change with hindsight.
    is_known = models.BooleanField(default=False)
    # Whether we know who it is from: not where only its own From says so. Rules log nothing by themselves then.
    is_trusted = models.BooleanField(default=False)
    routes = models.JSONField(default=list)
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, related_name="captured_mails")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="captured_mails")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    activity = models.OneToOneField(Activity, on_delete=models.SET_NULL, null=True, related_name="captured_mail")
    # The type that was chosen; none where it was ignored or waits. Kept beside the activity, which may be edited.
    chosen_type_id = models.BigIntegerField(null=True)
    is_by_rule = models.BooleanField(default=False)
    # Why it could not be logged, in words for whoever looks at it.
    trouble = models.CharField(max_length=300, blank=True)
    captured_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "owner", "message_id"], name="one_captured_mail_per_id"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "owner", "-sent_at", "-id"],
                condition=models.Q(state="waiting"),
                name="mails_to_classify",
            ),
            # What is learnt from: the latest choices of a member.
            models.Index(
                fields=["organisation", "owner", "-settled_at"],
                condition=models.Q(settled_at__isnull=False),
                name="mails_settled",
            ),
            models.Index(fields=["captured_at"], condition=~models.Q(state="logged"), name="mails_to_erase"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.address} {self.sent_at:%Y-%m-%d %H:%M}"
