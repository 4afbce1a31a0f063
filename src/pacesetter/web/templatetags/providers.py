"""By which organisations one can log in: for the page of log-in."""

from django import template

from pacesetter.people.models import IdentityProvider

register = template.Library()


@register.simple_tag
def identity_providers() -> list[IdentityProvider]:
    """`{% identity_providers as providers %}`: at most two of them. With one its button is shown; who else is a
    customer here is nobody's business, so with more one has to know the short name."""
    return list(IdentityProvider.across_organisations.select_related("organisation")[:2])
