"""Put a setting back to what it was before a change that the history tells of.

    if can_put_back(event):
        put_back(event, by=ada)

It goes through the ordinary verbs, so what they refuse is refused, and it is an event of its own. What each sort of
event means is a line in `table.py`.
"""

from pacesetter.past_settings.put_back import can_put_back, put_back

__all__ = ["can_put_back", "put_back"]
