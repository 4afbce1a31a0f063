"""Big tables within a page: `{% jinja "web/_board_table.html" table=table %}` draws a part with Jinja, which takes a
fraction of the time of Django's own templates. The part sees what it is given and nothing else."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def jinja(name: str, **values: object) -> SafeString:
    """The part of this name; Jinja has escaped what was put into it."""
    return mark_safe(render_to_string(name, values, using="jinja2"))  # noqa: S308
