"""What a category offers on the to-do list beside completing and putting off: links that act, such as dialling."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pacesetter.activities.models import Activity
    from pacesetter.crm.models import Company, Contact

# Whatever a category makes of what others have typed, it is no script.
_SCHEMES = ("https://", "tel:", "mailto:")


@dataclass(frozen=True, slots=True)
class ToDo:
    """A to-do with what its viewer may see of it. It is all there: an action asks the database nothing.

    `country` is the organisation's (two letters or empty), in whose form numbers are read.
    """

    activity: "Activity"
    contacts: "Sequence[Contact]"
    company: "Company | None"
    country: str


@dataclass(frozen=True, slots=True)
class Action:
    """A link beside a to-do. `label` says what it does; who hears the page hears the to-do after it.

    With `asks_outcome` the way it ended is asked when one comes back to the page. An address that is neither https nor
    tel nor mailto is a ValueError.
    """

    symbol: str
    label: str
    address: str
    asks_outcome: bool = False

    def __post_init__(self) -> None:
        if not self.address.startswith(_SCHEMES):
            raise ValueError(f"{self.address} is not an address that a to-do links to")
