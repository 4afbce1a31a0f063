"""Contacts: by external id, then by e-mail address, then by name within the company; else made."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q

from pacesetter.crm.mergers import merged_among
from pacesetter.crm.models import Contact, ContactExternalId
from pacesetter.imports.rows.activity_record import Who
from pacesetter.imports.values.texts import folded

MAX_KEPT = 200_000
_MADE_AT_ONCE = 1_000


class Found(NamedTuple):
    """A contact and its company."""

    id: int | None
    company_id: int | None


class ContactMatcher:
    """Answers for one run, in the organisation's scope. With `batch_id` None nothing is made, only counted."""

    def __init__(self, source: str, batch_id: int | None) -> None:
        self.source = source
        self.batch_id = batch_id
        self.made = 0
        self.unknown: set[str] = set()
        self._known: dict[tuple[Who, int | None], Found] = {}
        # What a dry run would have made, by all that it would be found by.
        self._imagined: dict[object, Found] = {}

    def resolve(self, wanted: Collection[tuple[Who, int | None]]) -> dict[tuple[Who, int | None], Found]:
        """The contact of each pair of name and company."""
        new = {pair for pair in wanted if pair not in self._known}
        if len(self._known) + len(new) > MAX_KEPT:
            self._known.clear()
            new = set(wanted)
        if new:
            self._look_up(new)
        return {pair: self._known[pair] for pair in wanted}

    def _look_up(self, wanted: set[tuple[Who, int | None]]) -> None:
        by_id = self._by_external_ids({who.external_id for who, _ in wanted if who.external_id})
        by_email = self._by_emails({who.email for who, _ in wanted if who.email})
        by_name = self._by_names({(company, who.name) for who, company in wanted if who.name})
        made: dict[object, Contact] = {}
        waiting: list[tuple[tuple[Who, int | None], Contact]] = []
        links: dict[str, Contact | int] = {}
        for pair in sorted(wanted, key=lambda pair: (pair[0], pair[1] or 0)):
            who, company_id = pair
            found = by_id.get(who.external_id) or by_email.get(who.email) or by_name.get((company_id, folded(who.name)))
            if found is None and self._imagined:
                found = next((self._imagined[key] for key in _found_by(*pair) if key in self._imagined), None)
            if found is not None:
                self._known[pair] = found
                if who.external_id and who.external_id not in by_id and found.id is not None:
                    links.setdefault(who.external_id, found.id)
                continue
            if not who.name and not who.email:
                self.unknown.add(who.external_id)
                self._known[pair] = Found(None, None)
                continue
            # Whoever shares the address, or the name in one company, or the id, is one person.
            key: object = who.email or (company_id, folded(who.name)) if not who.external_id else who.external_id
            contact = made.get(key) or made.get(who.email or None)
            if contact is None:
                name = who.name or who.email.partition("@")[0]
                contact = Contact(name=name, email=who.email, company_id=company_id, import_batch_id=self.batch_id)
                made[key] = contact
                if who.email:
                    made[who.email] = contact
                self.made += 1
            waiting.append((pair, contact))
            if who.external_id:
                links.setdefault(who.external_id, contact)
        self._write(waiting, links)

    def _by_external_ids(self, ids: set[str]) -> dict[str, Found]:
        rows = ContactExternalId.objects.filter(source=self.source, external_id__in=ids).select_related("contact")
        named = {row.external_id: row.contact for row in rows}
        became = merged_among({one.pk for one in named.values() if one.merged_into_id is not None}, Contact)
        ends = Contact.objects.in_bulk(set(became.values())) if became else {}
        live = {external_id: ends[became[one.pk]] if one.pk in became else one for external_id, one in named.items()}
        return {external_id: Found(contact.pk, contact.company_id) for external_id, contact in live.items()}

    def _by_emails(self, emails: set[str]) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for contact in Contact.objects.filter(email__in=emails, merged_into__isnull=True).order_by("id"):
            found.setdefault(contact.email, Found(contact.pk, contact.company_id))
        return found

    def _by_names(self, names: set[tuple[int | None, str]]) -> dict[tuple[int | None, str], Found]:
        companies = {company_id for company_id, _ in names}
        wanted = {(company_id, folded(name)) for company_id, name in names}
        found: dict[tuple[int | None, str], Found] = {}
        inside = Q(company_id__in=companies - {None})
        # Outside a company a name alone says little, so it has to be the very same.
        alone = Q(company_id__isnull=True, name__in={name for company_id, name in names if company_id is None})
        for contact in Contact.objects.filter(inside | alone, merged_into__isnull=True).order_by("id"):
            key = (contact.company_id, folded(contact.name))
            if key in wanted:
                found.setdefault(key, Found(contact.pk, contact.company_id))
        return found

    def _write(self, waiting: list[tuple[tuple[Who, int | None], Contact]], links: dict[str, Contact | int]) -> None:
        if self.batch_id is None:
            for pair, contact in waiting:
                self._known[pair] = Found(None, contact.company_id)
                self._imagined |= dict.fromkeys(_found_by(*pair), self._known[pair])
            return
        unique = list({id(contact): contact for _, contact in waiting}.values())
        Contact.objects.bulk_create(unique, batch_size=_MADE_AT_ONCE)
        for pair, contact in waiting:
            self._known[pair] = Found(contact.pk, contact.company_id)
        ContactExternalId.objects.bulk_create(
            (
                ContactExternalId(
                    contact_id=contact if isinstance(contact, int) else contact.pk,
                    source=self.source,
                    external_id=external_id,
                )
                for external_id, contact in links.items()
            ),
            batch_size=_MADE_AT_ONCE,
            ignore_conflicts=True,
        )


def _found_by(who: Who, company_id: int | None) -> list[tuple[str, object]]:
    """The id, the address and the name, as a contact that is here is looked up by them."""
    ways: list[tuple[str, object]] = []
    if who.external_id:
        ways.append(("id", who.external_id))
    if who.email:
        ways.append(("email", who.email))
    if who.name:
        ways.append(("name", (company_id, folded(who.name) if company_id is not None else who.name)))
    return ways
