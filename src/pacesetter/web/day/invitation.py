"""The part of a form that is about the meeting request."""

from typing import Any

from django.http import QueryDict

from pacesetter.activities.models import Activity

ASK = "invite"
# Name of the field -> how long what is written there may be.
WORDS = {"place": 300, "video_url": 500, "agenda": 5000}


def sent_invitation(values: QueryDict) -> dict[str, Any]:
    """What was sent, as the category keeps it. An address of a video meeting that is none is kept as its words."""
    words = {name: values.get(name, "").strip()[:longest] for name, longest in WORDS.items()}
    return {ASK: values.get(ASK) == "yes", **words}


def kept_invitation(activity: Activity) -> dict[str, str]:
    """What the activity has, as the form shows it."""
    words = {name: str(activity.details.get(name, "")) for name in WORDS}
    return {ASK: "yes" if activity.details.get(ASK) else "", **words}
