"""What people of the demo organisation write about their activities."""

from random import Random

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.companies import ContactOf

_SUBJECTS: dict[TypeOf, tuple[str, ...]] = {
    types.PROSPECTING_CALL: (
        "First call to {name}",
        "Call {name} about the trial",
        "Second try: {name}",
        "Call {name}",
    ),
    types.DISCOVERY_CALL: ("Discovery call with {name}", "Needs and budget with {name}"),
    types.CHECK_IN_CALL: ("Check in with {name}", "How is the roll-out going, {name}?", "Quarterly check-in: {name}"),
    types.PROSPECTING_EMAIL: ("Introduction to {name}", "Case study for {name}", "A thought on your stock planning"),
    types.FOLLOW_UP_EMAIL: (
        "Notes from our call",
        "Answers for {name}",
        "Dates for next week",
        "Price list for {name}",
    ),
    types.DISCOVERY_MEETING: ("Discovery meeting with {name}", "First meeting with {name}"),
    types.PRODUCT_DEMO: ("Product demo for {name}", "Demo for {name} and team"),
    types.ACCOUNT_REVIEW: ("Account review with {name}", "Renewal and plans with {name}"),
    types.WORKSHOP: ("Technical workshop with {name}", "Integration workshop with {name}"),
    types.PROPOSAL: ("Proposal for {name}", "Revised proposal for {name}"),
    types.CHASE: ("Has {name} decided?", "Chase the decision with {name}", "Contract back from {name}?"),
    types.NEWSLETTER: ("Newsletter",),
    types.ORDER: ("Order signed by {name}", "Renewal signed by {name}", "More seats for {name}"),
    types.COMPLAINT: ("Complaint from {name}",),
    types.PREPARATION: ("Prepare the pipeline review", "Prepare the team meeting", "Update the price book"),
}
_NOTES: dict[str, tuple[str, ...]] = {
    types.CONNECTED: (
        "Interested; wants numbers from a company of their size.",
        "Budget is decided in the new quarter. Call again then.",
        "Uses a spreadsheet today and is not happy with it.",
        "Sent on to the operations manager.",
        "No need at present.",
    ),
    types.HELD: (
        "Good meeting. Two more people want to see the product.",
        "Main worry is moving the old data.",
        "Wants to start with one site, then the others.",
        "Comparing us with one other supplier.",
        "Asked for a reference customer.",
    ),
    types.NO_SHOW: ("Waited fifteen minutes. New date to be found.",),
    types.VOICEMAIL: ("Left a message.",),
}


def subject_of(rng: Random, kind: TypeOf, contact: ContactOf | None) -> str:
    """What the activity is called."""
    return rng.choice(_SUBJECTS[kind]).format(name=contact.name if contact else "")


def note_on(rng: Random, outcome: str) -> str:
    """What somebody noted; most say nothing."""
    notes = _NOTES.get(outcome, ())
    return rng.choice(notes) if notes and rng.random() < 0.3 else ""
