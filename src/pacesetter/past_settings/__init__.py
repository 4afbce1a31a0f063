"""Put a setting back to what it was before a change that the history tells of.

    if can_put_back(event):
        put_back(event, by=ada)

`why_not` says in words why there is no way back from an event, `what_instead` also what to do instead, and `loss` what
putting it back would lose, which is asked about first. `Now` says for a page of events what stands against it as things
are. It goes through the ordinary verbs, so what they refuse is
refused, and it is an event of its own. What each sort of event means is a line in `table.py`.
"""

from pacesetter.past_settings.instead import what_instead
from pacesetter.past_settings.loss import loses, loss
from pacesetter.past_settings.no_way import why_not
from pacesetter.past_settings.now import Now
from pacesetter.past_settings.put_back import can_put_back, put_back

__all__ = ["Now", "can_put_back", "loses", "loss", "put_back", "what_instead", "why_not"]
