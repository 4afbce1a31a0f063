"""Who is in a saved list of contacts."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from pacesetter.core import clock
from pacesetter.crm.access import contacts_seen_by
from pacesetter.crm.models import Contact, ContactList
from pacesetter.crm.searching import contacts_with_words
from pacesetter.people.models import Member


def contacts_in(chosen: ContactList, viewer: Member) -> QuerySet[Contact]:
    """The contacts of the list that the viewer may see, archived ones never."""
    found = contacts_seen_by(viewer).filter(archived_at__isnull=True)
    found = contacts_with_words(found, chosen.words, viewer.organisation.country)
    if chosen.kind:
        found = found.filter(company__kind=chosen.kind)
    if chosen.sales_rep_id is not None:
        found = found.filter(company__sales_rep=chosen.sales_rep_id)
    if chosen.silent_days is not None:
        day = clock.today(viewer.zone()) - timedelta(days=chosen.silent_days)
        silent = Q(company__last_contact_on__isnull=True) | Q(company__last_contact_on__lt=day)
        found = found.filter(silent)
    return found
