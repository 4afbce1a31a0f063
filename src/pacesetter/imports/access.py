"""Who may bring files in and take imports back: administrators and coordinators, in their own organisation."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed
from pacesetter.imports.models import ImportBatch
from pacesetter.people.access import require_everyone_access
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import current_organisation_id


def require_import_access(by: Member) -> None:
    """Refuse team members, archived people, and anybody of another organisation than the one in scope."""
    require_everyone_access(by)
    if by.organisation_id != current_organisation_id():
        raise NotAllowed(_("Only members of the organisation bring files in."))


def imports_seen_by(viewer: Member) -> QuerySet[ImportBatch]:
    """The imports that the viewer may see: all, or none."""
    imports: QuerySet[ImportBatch] = ImportBatch.objects.all()
    allowed = viewer.sees_everyone and not viewer.is_archived and viewer.organisation_id == current_organisation_id()
    return imports if allowed else imports.none()


def get_import_for(viewer: Member, import_id: int) -> ImportBatch:
    """The import, when the viewer may see it. Raises `ImportBatch.DoesNotExist` otherwise."""
    return imports_seen_by(viewer).get(pk=import_id)
