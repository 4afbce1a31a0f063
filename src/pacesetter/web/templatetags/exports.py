"""The address of a page as a file."""

from django import template
from django.http import HttpRequest

register = template.Library()


@register.simple_tag
def export_query(request: HttpRequest, name: str) -> str:
    """`{% export_query request "csv" %}`: what the page's address asks for, as a file and not as a page of a list."""
    query = request.GET.copy()
    query.pop("page", None)
    query["format"] = name
    return query.urlencode()
