"""Hosts of Microsoft that have to do with the add-in."""

from django.conf import settings

OFFICE_JS_HOST = "https://appsforoffice.microsoft.com"
OFFICE_JS = f"{OFFICE_JS_HOST}/lib/1/hosted/office.js"
# Office.js loads its parts from its own host, and one that it can't begin without (MicrosoftAjax.js) from here.
SCRIPT_HOSTS = (OFFICE_JS_HOST, "https://ajax.aspnetcdn.com")

# Where Outlook runs in a browser, or in a window that is one. Nobody else may frame the panes.
_FRAME_HOSTS = (
    "https://outlook.office.com",
    "https://outlook.office365.com",
    "https://outlook.live.com",
    "https://outlook.cloud.microsoft",
    "https://outlook.office365.us",
    "https://*.office.com",
    "https://*.officeapps.live.com",
)


def frame_hosts() -> list[str]:
    """Those that may show the panes: Microsoft's, and Exchange servers of the organisations on this installation."""
    return [*_FRAME_HOSTS, *(f"https://{host}" for host in settings.OUTLOOK_HOSTS)]
