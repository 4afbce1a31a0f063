"""What has been made so far, by the names that the cast and the script use."""

from dataclasses import dataclass, field

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, SalesRole, Team
from pacesetter.tenancy.models import Organisation


@dataclass
class Made:
    """Rows of the demo organisation. Companies are found by name, contacts by e-mail address."""

    organisation: Organisation
    members: dict[str, Member] = field(default_factory=dict)
    roles: dict[str, SalesRole] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    types: dict[str, ActivityType] = field(default_factory=dict)
    kpis: dict[str, Kpi] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    # Activities typed in, by the key of the script.
    activities: dict[str, Activity] = field(default_factory=dict)

    @property
    def administrator(self) -> Member:
        return self.members["anna"]
