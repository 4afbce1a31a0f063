"""Which connections a member may see and change."""

from django.db.models import Q, QuerySet

from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.people.access import may_look
from pacesetter.people.models import Member


def connections_seen_by(viewer: Member) -> QuerySet[Connection]:
    """Those of the organisation for administrators, one's own for everybody. What has ended is not among them."""
    rows: QuerySet[Connection] = Connection.objects.exclude(state=ConnectionState.ENDED)
    if not may_look(viewer):
        return rows.none()
    own = Q(owner=viewer)
    return rows.filter(own | Q(owner=None) if viewer.is_administrator else own)


def get_connection_for(viewer: Member, connection_id: int) -> Connection:
    """The connection, when the viewer may see it. Raises `Connection.DoesNotExist` also where it may not be seen."""
    return connections_seen_by(viewer).get(pk=connection_id)


def own_connections_of(member: Member) -> QuerySet[Connection]:
    """Those that are the member's own. What has ended is not among them."""
    return connections_seen_by(member).filter(owner=member)


def get_own_connection_for(member: Member, connection_id: int) -> Connection:
    """The connection, when it is the member's own. Raises `Connection.DoesNotExist` also for everybody else's."""
    return own_connections_of(member).get(pk=connection_id)
