"""Lists whose lines name outcomes."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pacesetter.activities.models import Outcome


class WithOutcomes:
    """The organisation's outcomes, read once for all lines."""

    @cached_property
    def _outcomes(self) -> dict[int, Outcome]:
        return {row.pk: row for row in Outcome.objects.all()}

    def _chosen(self, given: Mapping[str, Any]) -> list[Outcome]:
        """Those ticked on a line, in the order of the list of outcomes."""
        chosen = set(given["outcomes"])
        return [one for pk, one in self._outcomes.items() if pk in chosen]
