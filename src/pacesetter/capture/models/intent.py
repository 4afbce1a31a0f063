"""What a member said of a mail while they wrote it."""

from typing import ClassVar

from django.db import models

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.models.mail import CapturedMail
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class MailIntent(Tenanted):
    """The mail that is written is to be logged as this type. Before it is sent no mail program tells its Message-ID, so
    the mail is known again by `token` (in a header, or in the address of a blind copy), else by whom it goes to.

    `people` is a hash of everybody outside of the organisation, `subject_key` one of the subject, empty where the mail
    program does not tell it. `mail` is the one that turned out to be it; `activity` what was logged without waiting.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mail_intents", db_index=False)
    token = models.CharField(max_length=64, unique=True)
    activity_type = models.ForeignKey(ActivityType, on_delete=models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    # For which other mails it is to hold: those of the thread, those with the person, or (empty) none.
    always = models.CharField(max_length=10, blank=True, db_default="")
    address = models.EmailField()
    people = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64, blank=True)
    # The add-in in which it was said, as routes are named.
    route = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    mail = models.ForeignKey(CapturedMail, on_delete=models.SET_NULL, null=True, related_name="intents")
    activity = models.OneToOneField(Activity, on_delete=models.SET_NULL, null=True, related_name="mail_intent")
    joined_at = models.DateTimeField(null=True)
    # It was taken back. The row stays for a while: the address may stand in the draft, and must not bounce.
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "owner", "-made_at"],
                condition=models.Q(joined_at__isnull=True, dropped_at__isnull=True),
                name="intents_not_joined",
            ),
            models.Index(fields=["made_at"], name="intents_to_erase"),
        ]

    @property
    def is_logged(self) -> bool:
        """Whether it was logged without waiting, and not taken back since."""
        return self.activity is not None and self.activity.deleted_at is None

    def __str__(self) -> str:
        return f"intent for {self.address}"
