"""What was done, said with a button that takes it back."""

from django.contrib import messages
from django.http import HttpRequest


def say_with_undo(request: HttpRequest, text: str, address: str) -> None:
    """Say `text` on the next page, beside a button that sends DELETE to `address`: the noun that was made."""
    messages.success(request, text, extra_tags=address)


# What marks a message as an offer; its address follows.
OFFER = "offer "


def say_with_offer(request: HttpRequest, text: str, address: str) -> None:
    """Say `text` on the next page, beside a button that plans what it tells of: POST to `address`."""
    messages.info(request, text, extra_tags=f"{OFFER}{address}")
