"""What Google is told of the add-on: the deployment of its HTTP runtime (google.cloud.gsuiteaddons.v1.Deployment)."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static

from pacesetter.capture.gmail.add_on import endpoint

_RIGHTS = "https://www.googleapis.com/auth/"
USER_SCOPES = (f"{_RIGHTS}userinfo.email",)
# The head of the mail that is open, while it is: never its text, and no other mail.
MAIL_SCOPES = (f"{_RIGHTS}gmail.addons.execute", f"{_RIGHTS}gmail.addons.current.message.metadata")
# To put an address into the blind copy of the mail that is written.
WRITING_SCOPES = (f"{_RIGHTS}gmail.addons.current.action.compose",)
LANGUAGE_SCOPES = (f"{_RIGHTS}script.locale",)
NAME = "Pacesetter"


def deployment() -> dict[str, Any]:
    """The deployment as JSON, with the public addresses of this installation."""
    return {
        "oauthScopes": [*MAIL_SCOPES, *WRITING_SCOPES, *USER_SCOPES, *LANGUAGE_SCOPES],
        "addOns": {
            "common": {
                "name": NAME,
                "logoUrl": settings.PUBLIC_URL + static("web/app-192.png"),
                "useLocaleFromApp": True,
                "homepageTrigger": {"runFunction": endpoint("gmail_home")},
            },
            "gmail": {
                "contextualTriggers": [{"unconditional": {}, "onTriggerFunction": endpoint("gmail_mail")}],
                "composeTrigger": {
                    # Without it the event does not say whom the mail goes to.
                    "draftAccess": "METADATA",
                    "actions": [{"label": "Log this e-mail", "runFunction": endpoint("gmail_writing")}],
                },
            },
            "httpOptions": {"authorizationHeader": "SYSTEM_ID_TOKEN"},
        },
    }
