"""Companies and contacts by what somebody has typed of their names, for pickers."""

from django.db.models import Case, Q, QuerySet, Value, When

from pacesetter.crm.access import companies_seen_by, contacts_seen_by
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.searching import near_words
from pacesetter.people.models import Member

FEW = 8


def companies_like(viewer: Member, text: str, limit: int = FEW) -> list[Company]:
    """Companies that the viewer may see and that can be used, whose names hold the text: those that mean the same name
    first, then those that begin with it. Those that hold it inside a word are looked for, and every name read, where
    no word begins with it."""
    text, key = text.strip(), name_key(text)
    if not text:
        return []
    usable = companies_seen_by(viewer).filter(archived_at__isnull=True)
    like = Q(name__icontains=text) | Q(name_key__contains=key)
    nearness = Case(When(name_key=key, then=Value(0)), When(name__istartswith=text, then=Value(1)), default=Value(2))
    near = near_words(usable, text)
    if near is None:
        # So many that the index of names comes upon them at once, from where they begin.
        begin = usable.filter(name_key__gte=key, name_key__startswith=key).order_by("name_key", "pk")
        found = list(begin[:limit]) if key else []
        if len(found) == limit:
            return found
    elif found := list(near.filter(like).order_by(nearness, "name", "pk")[:limit]):
        return found
    return list(usable.filter(like).order_by(nearness, "name", "pk")[:limit])


def contacts_like(viewer: Member, text: str, company: Company | None = None, limit: int = FEW) -> list[Contact]:
    """Contacts whose names or addresses hold the text, those of the company first; the company's own where nothing was
    typed. Those that hold it inside a word are looked for where no word begins with it."""
    text = text.strip()
    usable: QuerySet[Contact] = contacts_seen_by(viewer).filter(archived_at__isnull=True).select_related("company")
    if not text:
        return [] if company is None else list(usable.filter(company=company).order_by("name", "pk")[:limit])
    like = Q(name__icontains=text) | Q(email__istartswith=text)
    nearness = Case(
        When(name__iexact=text, then=Value(0)), When(name__istartswith=text, then=Value(1)), default=Value(2)
    )
    own: list[Contact] = []
    if company is not None:
        own = list(usable.filter(like, company=company).order_by(nearness, "name", "pk")[:limit])
        usable = usable.exclude(company=company)
    return own + _others(usable, text, like, nearness, limit - len(own)) if len(own) < limit else own


def _others(usable: QuerySet[Contact], text: str, like: Q, nearness: Case, limit: int) -> list[Contact]:
    near = near_words(usable, text)
    if near is None:
        found = list(usable.filter(name__istartswith=text).order_by("name", "pk")[:limit])
        if len(found) == limit:
            return found
    elif found := list(near.filter(like).order_by(nearness, "name", "pk")[:limit]):
        return found
    return list(usable.filter(like).order_by(nearness, "name", "pk")[:limit])


def company_named(viewer: Member, text: str) -> Company | None:
    """The one company that the viewer may see whose name means exactly this; None where there are none or several."""
    found = companies_seen_by(viewer).filter(archived_at__isnull=True, name_key=name_key(text))[:2]
    return found[0] if len(found) == 1 else None
