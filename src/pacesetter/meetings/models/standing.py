"""What is kept of the answer that counts, beside its words."""

from django.db import models

from pacesetter.itip import PartStat


class StandingAnswer(models.Model):
    """Columns of whatever an answer stands with: an attendee, or one meeting of a series.

    `said_stamp` is the stamp of the answer that said so first: calendars send one again, with a newer stamp, and that
    decides nothing. `delegate_*` are about whoever comes in the attendee's place (RFC 5545, section 3.2.5), as the
    attendee has named and that one has answered.
    """

    said_stamp = models.DateTimeField(null=True)
    delegate_address = models.CharField(max_length=320, blank=True, default="", db_default="")
    delegate_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    delegate_status = models.CharField(max_length=12, blank=True, default="", db_default="")
    delegate_stamp = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def comes_as(self) -> PartStat:
        """Whether somebody comes: the attendee, or whoever is sent instead and has said so."""
        return PartStat(self.delegate_status or self.status)  # type: ignore[attr-defined]
