"""Say what a company or a contact is called in another system."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, CompanyExternalId, Contact, ContactExternalId
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member

ExternalId = CompanyExternalId | ContactExternalId


def attach_external_id(row: Company | Contact, *, by: Member | None, source: str, external_id: str) -> ExternalId:
    """Note the id. A repeated call changes nothing. Refuses an id that another company or contact has."""
    guards.of_this_house(by)
    guards.known(row)
    guards.present(row)
    source, external_id = _within(source, "source", 40), _within(external_id, "external_id", 200)
    table, kind = _table(row)
    with transaction.atomic():
        found: ExternalId
        found, made = table.objects.get_or_create(source=source, external_id=external_id, defaults={kind: row})
        if getattr(found, f"{kind}_id") != row.pk:
            raise Refusal(
                _("“%(other)s” has this id of %(source)s already. Merge the two if they are one.")
                % {"other": getattr(found, kind), "source": source},
                field="external_id",
                code="taken",
            )
        if made:
            _record("attached", row, kind, by, {}, {"source": source, "external_id": external_id})
    return found


def detach_external_id(attached: ExternalId, *, by: Member | None) -> None:
    """Forget the id. Refuses one that is gone."""
    guards.of_this_house(by)
    guards.known(attached)
    row: Company | Contact = attached.company if isinstance(attached, CompanyExternalId) else attached.contact
    table, kind = _table(row)
    with transaction.atomic():
        gone, _by_table = table.objects.filter(pk=attached.pk).delete()
        if not gone:
            raise Refusal(_("This id is gone already."), code="gone")
        _record("detached", row, kind, by, {"source": attached.source, "external_id": attached.external_id}, {})


def _table(row: Company | Contact) -> tuple[type[CompanyExternalId] | type[ContactExternalId], str]:
    return (CompanyExternalId, "company") if isinstance(row, Company) else (ContactExternalId, "contact")


def _record(
    done: str, row: Company | Contact, kind: str, by: Member | None, before: dict[str, str], after: dict[str, str]
) -> None:
    data = {"before": before, "after": after}
    events.record(f"{kind}.external_id_{done}", kind, row.pk, by_id=by.pk if by else None, data=data)


def _within(text: str, field: str, longest: int) -> str:
    text = text.strip()
    if not 0 < len(text) <= longest:
        raise Refusal(_("Give 1 to %(longest)d characters.") % {"longest": longest}, field=field, code="out_of_range")
    return text
