"""Companies: by external id, then by name as matching sees it, then by the contact's e-mail domain; else made."""

from collections.abc import Collection, Iterable

from pacesetter.crm.matching import company_domain_of, company_for_email, name_key
from pacesetter.crm.mergers import merged_among
from pacesetter.crm.models import Company, CompanyExternalId
from pacesetter.imports.rows.activity_record import Who

# Answers kept in memory. Beyond that they are looked up again.
MAX_KEPT = 200_000
_MADE_AT_ONCE = 1_000


class CompanyMatcher:
    """Answers for one run, in the organisation's scope. With `batch_id` None nothing is made, only counted."""

    def __init__(self, source: str, batch_id: int | None) -> None:
        self.source = source
        self.batch_id = batch_id
        self.made = 0
        # Names that several companies have, and ids that no company has.
        self.shared: set[str] = set()
        self.unknown: set[str] = set()
        self._known: dict[Who, int | None] = {}
        # What a dry run would have made: numbers below 0 stand in for its ids, by names as matching sees them.
        self._imagined: dict[str, int] = {}
        self._by_domain: dict[str, int | None] = {}

    def resolve(self, wanted: Collection[Who]) -> dict[Who, int | None]:
        """The company of each. None where there is none, nor a name to make it from; a number below 0 for one that
        a dry run would make."""
        new = {who for who in wanted if who not in self._known}
        if len(self._known) + len(new) > MAX_KEPT:
            self._known.clear()
            new = set(wanted)
        if new:
            self._look_up(new)
        return {who: self._known[who] for who in wanted}

    def for_email(self, email: str) -> int | None:
        """The company that the address belongs to, where nothing else names one."""
        domain = company_domain_of(email)
        if not domain:
            return None
        if domain not in self._by_domain:
            company = company_for_email(email)
            self._by_domain[domain] = company.pk if company else None
        return self._by_domain[domain]

    def _look_up(self, wanted: set[Who]) -> None:
        by_id = self.by_external_ids(who.external_id for who in wanted if who.external_id)
        keys = {who: name_key(who.name) for who in wanted if who.name}
        by_name = self._by_names(set(keys.values()))
        by_name |= {key: self._imagined[key] for key in self._imagined.keys() & set(keys.values())}
        links: dict[str, int] = {}
        missing: dict[str, list[Who]] = {}
        for who in sorted(wanted):
            found = by_id.get(who.external_id) if who.external_id else None
            if found is None and who.name:
                found = by_name.get(keys[who])
                if found is None:
                    missing.setdefault(keys[who], []).append(who)
                    continue
                if who.external_id:
                    links.setdefault(who.external_id, found)
            if found is None:
                self.unknown.add(who.external_id)
            self._known[who] = found
        self._make(missing, links)
        self._link(links)

    def by_external_ids(self, ids: Iterable[str]) -> dict[str, int]:
        """External id to company, where it is known. A merged company stands for the one it became in the end."""
        rows = CompanyExternalId.objects.filter(source=self.source, external_id__in=set(ids))
        found = rows.values_list("external_id", "company_id", "company__merged_into_id")
        named = {external_id: company_id for external_id, company_id, _ in found}
        became = merged_among({company_id for _, company_id, merged_into in found if merged_into is not None})
        return {external_id: became.get(company_id, company_id) for external_id, company_id in named.items()}

    def _by_names(self, keys: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        live = Company.objects.filter(name_key__in=keys, merged_into__isnull=True, archived_at__isnull=True)
        for key, company_id in live.order_by("id").values_list("name_key", "id"):
            if key in found:
                self.shared.add(key)
            else:
                found[key] = company_id
        return found

    def _make(self, missing: dict[str, list[Who]], links: dict[str, int]) -> None:
        """One company per name, however many spellings and ids the file has for it."""
        self.made += len(missing)
        if self.batch_id is None:
            for key, group in missing.items():
                self._imagined[key] = -1 - len(self._imagined)
                self._known.update(dict.fromkeys(group, self._imagined[key]))
            return
        companies = [
            Company(name=group[0].name, name_key=key, import_batch_id=self.batch_id) for key, group in missing.items()
        ]
        Company.objects.bulk_create(companies, batch_size=_MADE_AT_ONCE)
        for company, group in zip(companies, missing.values(), strict=True):
            for who in group:
                self._known[who] = company.pk
                if who.external_id:
                    links.setdefault(who.external_id, company.pk)

    def _link(self, links: dict[str, int]) -> None:
        if self.batch_id is not None and links:
            CompanyExternalId.objects.bulk_create(
                (
                    CompanyExternalId(company_id=company_id, source=self.source, external_id=external_id)
                    for external_id, company_id in links.items()
                ),
                batch_size=_MADE_AT_ONCE,
                ignore_conflicts=True,
            )
