"""Links that somebody has from a mail or from another program; each says where it leads."""

from urllib.parse import urlsplit

from pacesetter.capture.gmail.connecting import connecting_link
from pacesetter.capture.models import MailAlias
from pacesetter.capture.verbs import ask_about_alias
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import leave_off_token
from pacesetter.people.models import IdentityProvider
from pacesetter.people.setting_up import new_set_up_link
from pacesetter.people.verbs import ask_for_email, invite
from tools.screenshots.content.cast import Cast


def paths(cast: Cast) -> dict[str, str]:
    """By the names that `tools/screenshots/pages.py` has for them. A link that sets the installation up works as long
    as there is nothing but the demo."""
    IdentityProvider.objects.create(issuer="https://id.larkfield.example", client_id="pacesetter")
    alias = MailAlias.objects.create(member=cast.tom, address="tom@okafor.example")
    links = {
        "set-up": new_set_up_link(),
        "invited": invite(by=cast.anna, email="nia@larkfield.example", name="Nia Kowalczyk").link,
        "new-email": ask_for_email(cast.tom, "t.okafor@larkfield.example", by=cast.tom),
        "alias": ask_about_alias(alias, by=cast.tom),
        "leave-off": f"/mails/{leave_off_token(cast.tom, Digest.DAILY)}/",
        "outlook": f"/mail/outlook/?challenge={'x' * 43}",
    }
    return {name: _path(link) for name, link in links.items()}


def short_lived() -> dict[str, str]:
    """Those that are too old within the hour, so that each run needs its own."""
    return {"gmail": _path(connecting_link("1", "tom@larkfield.example"))}


def _path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
