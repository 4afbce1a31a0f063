"""Make the fields of two rows one without losing a word, and take it apart again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import Company, CompanyKind, Contact

# What the row that stays takes over where it has nothing itself.
FILLED: dict[str, tuple[str, ...]] = {
    "company": ("sales_rep_id", "account_manager_id", "domain", "phone", "website", "address", "country"),
    "contact": ("company_id", "email", "phone", "job_title"),
}
# What people would miss: where both have it and it differs, the note keeps the other one.
TOLD = {
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "website": _("Website"),
    "address": _("Address"),
    "job_title": _("Job title"),
}


def join(kept: Company | Contact, dropped: Company | Contact) -> None:
    """Fill what the row that stays lacks, and write the rest of what the other one knew into its note."""
    lost = [f"{_('Name')}: {dropped.name}"] if dropped.name != kept.name else []
    for name in FILLED[kept._meta.model_name or ""]:
        value, other = getattr(kept, name), getattr(dropped, name)
        if other and not value:
            setattr(kept, name, other)
        elif other and other != value and name in TOLD:
            lost.append(f"{TOLD[name]}: {other}")
    if isinstance(kept, Company) and isinstance(dropped, Company) and dropped.kind == CompanyKind.CLIENT:
        kept.kind = CompanyKind.CLIENT
    parts = [kept.note, "\n".join(lost), dropped.note if dropped.note != kept.note else ""]
    kept.note = "\n\n".join(part for part in parts if part)


def part(kept: Company | Contact, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Give the row back what it had before the merge, except where somebody has changed it since."""
    for name, value in after.items():
        if getattr(kept, name) == value:
            setattr(kept, name, before[name])
