"""Companies and contacts by what somebody has typed of their names, for pickers."""

from django.db.models import Case, Q, QuerySet, Value, When

from pacesetter.crm.access import companies_seen_by, contacts_seen_by
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member

FEW = 8


def companies_like(viewer: Member, text: str, limit: int = FEW) -> list[Company]:
    """Companies that the viewer may see and that can be used, whose names hold the text: those that mean the same name
    first, then those that begin with it."""
    text, key = text.strip(), name_key(text)
    if not text:
        return []
    found = companies_seen_by(viewer).filter(archived_at__isnull=True)
    found = found.filter(Q(name__icontains=text) | Q(name_key__contains=key))
    nearness = Case(When(name_key=key, then=Value(0)), When(name__istartswith=text, then=Value(1)), default=Value(2))
    return list(found.order_by(nearness, "name", "pk")[:limit])


def contacts_like(viewer: Member, text: str, company: Company | None = None, limit: int = FEW) -> list[Contact]:
    """Contacts whose names or addresses hold the text, those of the company first; the company's own where nothing was
    typed."""
    text = text.strip()
    found: QuerySet[Contact] = contacts_seen_by(viewer).filter(archived_at__isnull=True).select_related("company")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__istartswith=text))
    elif company is None:
        return []
    else:
        found = found.filter(company=company)
    nearness = [
        Case(When(company=company, then=Value(0)), default=Value(1)) if company else Value(0),
        Case(When(name__iexact=text, then=Value(0)), When(name__istartswith=text, then=Value(1)), default=Value(2)),
    ]
    return list(found.order_by(*nearness, "name", "pk")[:limit])


def company_named(viewer: Member, text: str) -> Company | None:
    """The one company that the viewer may see whose name means exactly this; None where there are none or several."""
    found = companies_seen_by(viewer).filter(archived_at__isnull=True, name_key=name_key(text))[:2]
    return found[0] if len(found) == 1 else None
