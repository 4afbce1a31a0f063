"""What people have said of companies that look alike."""

from typing import ClassVar

from django.db import models

from pacesetter.crm.models.company import Company
from pacesetter.tenancy.models import Tenanted


class DifferentCompanies(Tenanted):
    """Two companies that look like one and are not, so that nobody is asked about them again. `first` has the lower
    id."""

    first = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "first", "second"], name="one_word_on_two_companies"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
