"""The event: one thing that happened, written once and never changed."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import Organisation, Tenanted


class Event(Tenanted):
    """What happened, to what, by whom. `record` writes it; triggers refuse to change or delete it."""

    # The index below begins with the organisation, so the key's own index would only slow down every write.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what happened"), max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    # No foreign keys to the subject or the member: their rooms are on higher floors, and an event outlives both.
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "subject_kind", "subject_id", "id"], name="events_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"
