"""What must be right before anything starts."""

from typing import Any

from django.core.checks import CheckMessage, register

from pacesetter.tenancy.plug_in_checks import faults_of


@register
def handovers_are_there(**_: Any) -> list[CheckMessage]:
    return [*faults_of("HANDOVERS", ("waiting", "hand_over")), *faults_of("LEAVING_LISTENERS")]
