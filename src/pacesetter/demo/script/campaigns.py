"""Newsletters: one activity for whoever sends it. Of the newest, what each recipient did with it is known as well."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.companies import CLIENT
from pacesetter.demo.script.chance import chance
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.scene import Scene

SENDER = "hannah"
_OPENED = 0.38


def campaigns(scene: Scene) -> Iterator[Happening]:
    """Every newsletter of the story, and the recipients of the newest."""
    sender = scene.presences[SENDER]
    newest = scene.story.campaign_on
    day = newest
    while day >= scene.story.starts_on:
        sent_at = sender.at(day, time(10, 30))
        subject = f"Newsletter {day:%B %Y}"
        yield Happening(
            kind=types.NEWSLETTER,
            owner=SENDER,
            created_by=SENDER,
            done_at=sent_at,
            done_by=SENDER,
            minutes=types.NEWSLETTER.default_minutes,
            subject=subject,
            provenance="campaign",
        )
        if day == newest:
            yield from _recipients(scene, subject)
        day -= timedelta(days=28)


def _recipients(scene: Scene, subject: str) -> Iterator[Happening]:
    day: date = scene.story.campaign_on
    sent_at = scene.presences[SENDER].at(day, time(10, 30))
    rng = chance(scene.seed, "campaign", day)
    for company in scene.companies:
        if company.kind == CLIENT:
            for contact in company.contacts:
                yield Happening(
                    kind=types.NEWSLETTER,
                    owner=SENDER,
                    created_by=SENDER,
                    company=company,
                    contact=contact,
                    done_at=sent_at,
                    done_by=SENDER,
                    subject=subject,
                    provenance="campaign_recipient",
                    opened=rng.random() < _OPENED,
                )
