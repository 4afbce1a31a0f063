"""One import of one file."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class BatchState(models.TextChoices):
    """Where an import stands. One that was killed half-way stays `committing` until it is resumed or undone."""

    STARTED = "started", _("Started")
    CHECKED = "checked", _("Checked")
    COMMITTING = "committing", _("Bringing in")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Taking back")
    UNDONE = "undone", _("Taken back")


class ImportBatch(Tenanted):
    """A file and all that is needed to read it the same way again. Rows that it made carry its id.

    `position` is the number of the last row that is dealt with. It changes only in the transaction that holds what the
    rows up to it became, so that whatever happens each row is dealt with exactly once.
    """

    kind = models.CharField(max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(default=0)
    # Relative to the data folder. Empty once the file is no longer kept.
    path = models.CharField(max_length=300, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    # The key of the profile: external ids are kept under it.
    source = models.CharField(_("source"), max_length=40)
    # Column -> field, and column -> [how sure the guess is, why].
    mapping = models.JSONField(default=dict)
    grounds = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.STARTED)
    rows_total = models.BigIntegerField(_("rows"), default=0)
    position = models.BigIntegerField(default=0)
    read = models.BigIntegerField(_("read"), default=0)
    created = models.BigIntegerField(_("created"), default=0)
    skipped = models.BigIntegerField(_("here already"), default=0)
    failed = models.BigIntegerField(_("left out"), default=0)
    # Kind of problem -> how many; companies and contacts made on the way; first and last closed day touched.
    problem_counts = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    closed_days = models.JSONField(default=list)
    # How long the file of rows that were left out was when `position` was written.
    errors_size = models.BigIntegerField(default=0)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    # What a dry run came to: read, created, skipped, left_out, and made and counts as above. None once something has
    # changed since.
    tried = models.JSONField(null=True, blank=True)
    # What taking back came to: removed and kept, each by sort of record.
    taken_back = models.JSONField(null=True, blank=True)
    # The job that works on it, or did so last. Not a foreign key: old jobs are pruned. `trouble` is why it gave up.
    job_id = models.BigIntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True, db_default="")
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "sha256"], name="import_by_file"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"
