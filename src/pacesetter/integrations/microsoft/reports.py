"""Take in what Graph reports."""

from typing import Any

from pacesetter.integrations.mails.push.hearing import Word, hear, is_authentic, subscription_at
from pacesetter.integrations.microsoft.push import reports_in


def is_expected(public_id: str) -> bool:
    """Whether a subscription with this address is there, or is just being made."""
    return subscription_at(public_id) is not None


def hear_microsoft(public_id: str, body: Any) -> bool:
    """Do what the authentic reports of a request ask for; whether there was one. One request may bring reports of
    several subscriptions, and each is judged by itself: one that is forged gains nothing from its company."""
    row = subscription_at(public_id)
    asked: set[Word] = set()
    for secret, external_id, words in reports_in(body):
        if is_authentic(row, secret=secret, external_id=external_id):
            asked.update(words)
    if row is None or not asked:
        return False
    hear(row, asked)
    return True
