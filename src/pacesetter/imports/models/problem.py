"""A row that something was wrong with."""

from typing import ClassVar

from django.db import models

from pacesetter.imports.models.batch import ImportBatch
from pacesetter.tenancy.models import Tenanted


class ImportProblem(Tenanted):
    """One of the first rows with a kind of problem. How many there are in all stands in the batch's counts."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=40)
    row_number = models.BigIntegerField()
    column = models.CharField(max_length=255, blank=True)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["row_number", "id"]

    def __str__(self) -> str:
        return f"{self.row_number}: {self.kind}"
