"""What comes by itself once something is done, and what of it goes again: series and next steps."""

from datetime import UTC, date, datetime, timedelta

from pacesetter.kpis.tests.oracle.target import capacity
from pacesetter.kpis.tests.oracle.things import Refused, Taken, Thing
from pacesetter.kpis.tests.oracle.world import Rule, World

# When everything generated is done, and the day on which what follows is booked.
LATER = datetime(2025, 6, 1, tzinfo=UTC)
LONGEST_SEARCH = 730


class Followings:
    """What followed from what. `deed` counts what was done."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.things: list[Thing] = []
        self.deed = 0
        self.taken: list[Taken] = []

    def today(self, person: int) -> date:
        return LATER.astimezone(self.world.zone_of(person)).date()

    def duplicates_of(self, thing: Thing) -> list[Thing]:
        """Those that are marked, deleted ones too."""
        here = next((index for index, other in enumerate(self.things) if other is thing), None)
        return [other for other in self.things if here is not None and other.duplicate_of == here]

    def may_be_restored(self, thing: Thing) -> bool:
        original = None if thing.duplicate_of is None else self.things[thing.duplicate_of]
        return thing.deleted and (original is None or not original.deleted)

    def plan(self, sort: int, owner: int, company: int | None, by: int | None, due_on: date) -> Thing:
        """What is planned by itself."""
        planned = Thing(sort, owner, company, "typed", by, due_on=due_on, changed_by_deed=self.deed)
        planned.booked_on, planned.booked_for = self.today(owner), owner
        planned.planned_minutes = self.world.sorts[sort].default_minutes
        self.things.append(planned)
        return planned

    def untouched(self, planned: Thing, left_by_deed: int | None) -> bool:
        marked = any(not other.deleted for other in self.duplicates_of(planned))
        as_it_was = planned.changed_by_deed == left_by_deed and planned.status == "planned"
        return not planned.deleted and as_it_was and not marked

    def remove(self, planned: Thing) -> None:
        planned.deleted, planned.changed_by_deed = True, self.deed

    # Series.

    def plan_next_turn(self, done: Thing, by: int | None) -> None:
        rhythm = done.rhythm
        if rhythm is None or rhythm.stopped is not None or done.completed_on is None:
            return
        start = done.due_on or done.completed_on
        step = timedelta(days=rhythm.every * (7 if rhythm.unit == "weeks" else 1))
        due_on = start + step
        while due_on <= done.completed_on:
            due_on += step
        following = self.following(done)
        if following is None:
            following = self.plan(done.sort, done.owner, done.company, by, due_on)
            following.participants = done.participants
            following.planned_minutes = done.planned_minutes
            following.planned_value_minor = done.planned_value_minor
            following.rhythm, following.number = rhythm, done.number + 1
        elif not following.deleted:
            return
        elif self.may_be_restored(following) and following.status == "planned":
            following.deleted, following.due_on = False, due_on
            following.changed_by_deed = self.deed
        else:
            rhythm.stopped = self.deed
            return
        following.turn_planned_by_deed = self.deed

    def following(self, thing: Thing) -> Thing | None:
        return next((one for one in self.things if one.rhythm is thing.rhythm and one.number == thing.number + 1), None)

    def take_back_next_turn(self, reopened: Thing) -> None:
        following = self.following(reopened) if reopened.rhythm is not None else None
        if following is not None and self.untouched(following, following.turn_planned_by_deed):
            self.remove(following)

    # Next steps.

    def rule_for(self, done: Thing) -> Rule | None:
        if done.provenance in ("imported", "campaign_recipient"):
            return None
        rules = [rule for rule in self.world.rules if rule.after == done.sort]
        named = [rule for rule in rules if done.outcome is not None and done.outcome in rule.outcomes]
        general = [rule for rule in rules if not rule.outcomes]
        found = next(iter(named + general), None)
        if found is None or (found.at_most is not None and self.number(found, done) > found.at_most):
            return None
        return found

    def number(self, rule: Rule, done: Thing) -> int:
        return next((one.number + 1 for one in self.taken if one.planned is done and one.rule is rule), 1)

    def step_after(self, done: Thing) -> Taken | None:
        return next((one for one in self.taken if one.after is done), None)

    def plan_next_step(self, done: Thing, by: int | None) -> None:
        rule = self.rule_for(done)
        if rule is not None and rule.mode == "plan" and self.step_after(done) is None:
            self.follow(done, rule, by)

    def take_next_step(self, done: Thing, by: int | None) -> None:
        rule = self.rule_for(done)
        if done.deleted or done.status != "completed" or self.step_after(done) is not None or rule is None:
            raise Refused
        self.follow(done, rule, by)

    def follow(self, done: Thing, rule: Rule, by: int | None) -> None:
        number = self.number(rule, done)
        planned = self.plan(rule.then, done.owner, done.company, by, self.next_working_day(done.owner))
        self.taken.append(Taken(done, planned, number, self.deed, rule))

    def next_working_day(self, person: int) -> date:
        """Today or later: what was done is long over, and two days after it as well."""
        days = (self.today(person) + timedelta(days=n) for n in range(LONGEST_SEARCH))
        return next((day for day in days if capacity(self.world, person, day)), self.today(person))

    def take_back_next_step(self, undone: Thing, *, for_good: bool = True) -> bool:
        taken = self.step_after(undone)
        if taken is None or not self.untouched(taken.planned, taken.left_by_deed):
            return False
        self.remove(taken.planned)
        if for_good:
            self.taken.remove(taken)
        else:
            taken.left_by_deed = self.deed
        return True

    def put_next_step_back(self, restored: Thing) -> None:
        taken = self.step_after(restored)
        if taken is None or taken.planned.changed_by_deed != taken.left_by_deed:
            return
        if self.may_be_restored(taken.planned):
            taken.planned.deleted = False
            taken.planned.changed_by_deed = taken.left_by_deed = self.deed
