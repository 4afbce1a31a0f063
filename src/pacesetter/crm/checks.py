"""What must be right before anything starts."""

from typing import Any

from django.core.checks import CheckMessage, register

from pacesetter.tenancy.plug_in_checks import faults_of


@register
def mergers_are_there(**_: Any) -> list[CheckMessage]:
    return faults_of("MERGERS", ("move", "move_back"))


@register
def timeline_sources_are_there(**_: Any) -> list[CheckMessage]:
    return faults_of("TIMELINE_SOURCES", ("entries",))
