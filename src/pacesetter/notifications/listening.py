"""Who has to be looked after every few minutes."""

from pacesetter.notifications.models import NotificationChoices, PushSubscription


def listening_organisations() -> list[int]:
    """The ids of organisations in which somebody gets notifications, or reminders by mail. Most installations have
    many members and few devices, so nobody else is looked at."""
    by_push = PushSubscription.across_organisations.values_list("organisation_id", flat=True)
    by_mail = NotificationChoices.across_organisations.filter(reminds_by_mail=True)
    return sorted({*by_push.distinct(), *by_mail.values_list("organisation_id", flat=True).distinct()})
