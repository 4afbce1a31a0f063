"""Cards that say what is in the way."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.addins.gmail.answers import Card
from pacesetter.addins.gmail.tokens import GoogleUser
from pacesetter.addins.gmail.widgets import buttons, card, does, opens, paragraph, section
from pacesetter.capture.gmail.connecting import connecting_link

NAME = "Pacesetter"


def trouble_card(text: str) -> Card:
    """One sentence that says what to do, and a way to see how things are."""
    again = does(_("Show again"), "gmail_again")
    return card(
        NAME,
        "",
        [section(paragraph(text), buttons(again, opens(_("Open Pacesetter"), settings.PUBLIC_URL + reverse("home"))))],
    )


def connect_card(user: GoogleUser) -> Card:
    """The account is not connected to anybody yet: its user logs in, on a page of ours, and says yes there."""
    if not user.email:
        text = _("Google has not verified the address of this account, so it can't be connected.")
        return card(NAME, "", [section(paragraph(text))])
    link = opens(_("Connect"), connecting_link(user.subject, user.email), main=True, reloads=True)
    return card(
        NAME,
        user.email,
        [
            section(
                paragraph(_("Log in once, and say that this Google account is yours.")),
                paragraph(_("Of an e-mail that you log, its people, time and thread are kept; its text never.")),
                buttons(link, does(_("I have connected it"), "gmail_again")),
            )
        ],
    )
