"""Read the mail of a connected account: each page is kept together with the place where to go on."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.houses import house_of, house_with
from pacesetter.capture.keeping import keep
from pacesetter.capture.standing_orders import locked_orders_of
from pacesetter.core import clock
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.mails.account import Found, MailAccount, PlaceLost
from pacesetter.integrations.models import Connection, ConnectionState, MailPlace
from pacesetter.people.models import Member

# So many pages one run reads of a folder, so that one large mailbox doesn't hold the worker; the next run goes on.
MOST_PAGES = 40
# What the clocks of the other side may differ from ours, where mails since the last look are counted.
_MARGIN = timedelta(hours=1)


def read_mail(connection: Connection, account: MailAccount, *, stay: Callable[[], None]) -> bool:
    """Read what is new; whether everything was. From the days that are kept where the other side has forgotten where we
    were: what is known is known again by its Message-ID.

    A run that dies goes on with the page at which it died. Raises `Failure`.
    """
    owner = connection.owner
    if owner is None or owner.is_archived:
        return True
    reading = _Reading(connection, account, owner, stay)
    # Each of them, also where the first one is not done.
    return not [name for name in account.folders if not reading.folder(name)]


class _Reading:
    def __init__(self, connection: Connection, account: MailAccount, owner: Member, stay: Callable[[], None]) -> None:
        self.connection, self.account, self.owner, self.stay = connection, account, owner, stay
        self.address = str(connection.setting("address") or connection.account_name)
        self.since = clock.now() - timedelta(days=settings_now().kept_days)

    def folder(self, name: str) -> bool:
        row = self._place_of(name)
        if row is None:
            return True
        read_before = row.read_at - _MARGIN if row.is_complete and row.read_at else self.since
        if not row.place:
            self._count(row, since=self.since)
            most = self.account.most_at_first
            row.cut_at = clock.now() if most is not None and row.backlog > most else None
            MailPlace.objects.filter(pk=row.pk).update(cut_at=row.cut_at)
        for _page in range(MOST_PAGES):
            self.stay()
            try:
                page = self.account.news(name, row.place, since=self.since)
            except PlaceLost:
                if not row.place:
                    raise
                row.place, row.is_complete = "", False
                continue
            row.backlog = 0 if page.is_last else max(0, row.backlog - page.seen)
            if not self._keep(page.found, row, page.place, is_last=page.is_last):
                return True
            if page.is_last:
                return True
        if not row.backlog:
            self._count(row, since=read_before)
        return False

    def _place_of(self, name: str) -> MailPlace | None:
        """Where we are in the folder; None once the connection was taken away, which forgets all places."""
        connected = Connection.objects.filter(pk=self.connection.pk, state=ConnectionState.CONNECTED)
        with transaction.atomic():
            # Whoever disconnects has this row locked.
            if connected.select_for_update(no_key=True).first() is None:
                return None
            place: MailPlace
            place, _made = MailPlace.objects.get_or_create(connection=self.connection, folder=name)
            return place

    def _count(self, row: MailPlace, *, since: datetime) -> None:
        """Note how many mails are left. It is only shown, so where it can't be had now, mail is read all the same."""
        try:
            left = self.account.left(row.folder, row.place, since=since)
        except (Failure, PlaceLost):
            return
        # Once something was read, there was another page, whatever the other side counts.
        row.backlog = max(left, 1) if row.place else left
        # Not `save`: the place is gone where somebody has disconnected meanwhile.
        MailPlace.objects.filter(pk=row.pk).update(backlog=row.backlog)

    def _keep(self, found: Sequence[Found], row: MailPlace, place: str, *, is_last: bool) -> bool:
        """Whether the connection is still there: nothing is kept once it was taken away."""
        with transaction.atomic():
            orders = locked_orders_of(self.owner)
            if not Connection.objects.filter(pk=self.connection.pk, state=ConnectionState.CONNECTED).exists():
                return False
            # Asked for with each page: a run is long, and what is blocked meanwhile must not be kept.
            house, decided = house_with(house_of(self.owner), self.address), settings_now()
            for one in found:
                # Anybody can write the member's address under a mail to them; what they sent lies with what they sent.
                is_trusted = one.is_sent or one.head.sender.address not in house.own
                keep(
                    self.owner,
                    one.head,
                    route=self.account.route,
                    is_trusted=is_trusted,
                    house=house,
                    decided=decided,
                    orders=orders,
                )
            row.place, row.is_complete, row.read_at = place, row.is_complete or is_last, clock.now()
            row.save(update_fields=["place", "is_complete", "read_at", "backlog"])
        return True
