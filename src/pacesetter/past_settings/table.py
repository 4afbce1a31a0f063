"""Which way leads back from which sort of event."""

from pacesetter.past_settings.ways.activities import ACTIVITIES
from pacesetter.past_settings.ways.capture import CAPTURE
from pacesetter.past_settings.ways.connections import CONNECTIONS
from pacesetter.past_settings.ways.contact_lists import CONTACT_LISTS
from pacesetter.past_settings.ways.days_off import DAYS_OFF
from pacesetter.past_settings.ways.kpis import KPIS
from pacesetter.past_settings.ways.lists import LISTS
from pacesetter.past_settings.ways.members import MEMBERS
from pacesetter.past_settings.ways.people import PEOPLE
from pacesetter.past_settings.ways.phone import PHONE
from pacesetter.past_settings.ways.targets import TARGETS
from pacesetter.past_settings.ways.way import Way

WAYS: dict[str, Way] = {
    **LISTS, **ACTIVITIES, **KPIS, **TARGETS, **PEOPLE, **MEMBERS, **PHONE, **CONNECTIONS, **CAPTURE,
    **DAYS_OFF, **CONTACT_LISTS,
}  # fmt: skip
