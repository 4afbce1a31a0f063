"""Pages whose address holds a secret."""

from django.http import HttpResponse


def keep_address(response: HttpResponse) -> HttpResponse:
    """Let no other page be told the address. Not "no-referrer": with that browsers hide where a form was sent from,
    too, and every form on the page would be taken for a forged one."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
