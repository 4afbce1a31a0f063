"""No mail is open: what waits, and what was said of mails that were not seen since."""

from django.utils.translation import gettext as _

from pacesetter.addins.gmail.answers import Answer, Card, changes, shows
from pacesetter.addins.gmail.cards.choosing import chosen_type
from pacesetter.addins.gmail.cards.home import home_card
from pacesetter.addins.gmail.cards.writing import intent_card
from pacesetter.addins.gmail.door import Caller, button, trigger
from pacesetter.addins.gmail.pressing import once
from pacesetter.addins.gmail.views.mail import open_card
from pacesetter.addins.gmail.views.writing import draft_card, recipients_in
from pacesetter.addins.words import state_words
from pacesetter.capture.access import get_intent_for, get_mail_for, intents_of, mails_to_classify
from pacesetter.capture.verbs import classify, drop_intent, ignore_mail, log_intent, take_back_log

_SHOWN = 5


@trigger
def home(caller: Caller) -> Answer:
    """What waits."""
    return shows(waiting_card(caller))


@button
def again(caller: Caller) -> Answer:
    """The card that belongs to what is open now."""
    if caller.event.message_id:
        return changes(open_card(caller))
    return changes(draft_card(caller) if recipients_in(caller.event) else waiting_card(caller))


@button
def home_classification(caller: Caller) -> Answer:
    """Log one of those that wait as it was suggested."""
    activity_type = chosen_type(caller.member, caller.event.parameters.get("type", ""))
    with once(caller, "mail") as mail_id:
        settled = classify(get_mail_for(caller.member, mail_id), by=caller.member, activity_type=activity_type)
    return changes(waiting_card(caller), says=state_words(settled))


@button
def home_ignored(caller: Caller) -> Answer:
    """Leave one of them out."""
    with once(caller, "mail") as mail_id:
        settled = ignore_mail(get_mail_for(caller.member, mail_id), by=caller.member)
    return changes(waiting_card(caller), says=state_words(settled))


@button
def intent_logged(caller: Caller) -> Answer:
    """Log without waiting what was said of a mail."""
    with once(caller, "intent") as intent_id:
        intent = get_intent_for(caller.member, intent_id)
        intent.activity = log_intent(intent, by=caller.member)
    return changes(intent_card(caller.account, intent, waited=True), says=_("Logged."))


@button
def intent_dropped(caller: Caller) -> Answer:
    """Take back what was said of a mail; with `waits` only that it was logged without waiting."""
    undo = take_back_log if caller.event.parameters.get("waits") else drop_intent
    with once(caller, "intent") as intent_id:
        undo(get_intent_for(caller.member, intent_id), by=caller.member)
    shown = draft_card(caller) if recipients_in(caller.event) else waiting_card(caller)
    return changes(shown, says=_("Undone."))


def waiting_card(caller: Caller) -> Card:
    """The latest of them."""
    waiting = mails_to_classify(caller.member)
    intents = list(intents_of(caller.member)[:_SHOWN])
    return home_card(caller.member, caller.account, list(waiting[:_SHOWN]), waiting.count(), intents)
