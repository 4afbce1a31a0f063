"""Whether an organisation has a phone system, kept in memory: each logged call asks."""

from dataclasses import dataclass

from pacesetter.telephony.models import CallSource
from pacesetter.tenancy.kept import KeptBySettingsVersion
from pacesetter.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class _Presence:
    version: int
    is_there: bool


def _load(organisation: Organisation) -> _Presence:
    found = CallSource.across_organisations.filter(organisation=organisation).exists()
    return _Presence(organisation.settings_version, found)


_PRESENCES = KeptBySettingsVersion(_load)


def has_phone_system(organisation: Organisation) -> bool:
    """Whether anything reports calls there, or has done so. Read the organisation in this request."""
    return _PRESENCES.of(organisation).is_there


forget = _PRESENCES.forget
