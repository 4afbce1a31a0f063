"""How a verb's refusal comes beside the field it is about."""

from django import forms

from pacesetter.core.refusal import Refusal


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Put the message at the form's field of that name, or above the form where it is about none of them."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
