"""When everybody works, as the product itself has it: leave, holidays and part-time are those that figures know."""

from pacesetter.demo.cast.people import BY_KEY
from pacesetter.demo.cast.story import Story
from pacesetter.demo.making.made import Made
from pacesetter.demo.script.presence import Presence, days_known
from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times


def presences_of(made: Made, story: Story) -> dict[str, Presence]:
    """Everybody's presence by their key."""
    keys = {member.pk: key for key, member in made.members.items()}
    first, last = days_known(story)
    found = working_times(Member.objects.all().order_by("pk"), first, last)
    return {
        keys[pk]: Presence(BY_KEY[keys[pk]], working, made.members[keys[pk]].zone(), story)
        for pk, working in found.items()
    }
