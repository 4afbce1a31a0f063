"""Who was chosen of the companies and contacts that a form offers."""

from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import get_company_for, get_contact_for
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def chosen_customer(viewer: Member, written: str) -> tuple[Company | None, Contact | None]:
    """The one that a radio button with the value "company-3" or "contact-12" stands for; neither for anything else.

    Raises `DoesNotExist` for one that the viewer may not see.
    """
    kind, _dash, number = written.partition("-")
    pk = written_id(number)
    if kind == "contact" and pk is not None:
        return None, get_contact_for(viewer, pk)
    if kind == "company" and pk is not None:
        return get_company_for(viewer, pk), None
    return None, None
