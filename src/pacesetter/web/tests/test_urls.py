"""Which addresses are open to whom."""

from django.urls import URLPattern

from pacesetter.web.urls import urlpatterns

OPEN = {"home", "organisation_choice", "invitation"}


def test_every_page_is_for_members_unless_it_is_listed_here() -> None:
    pages = {one.name: one.callback for one in urlpatterns if isinstance(one, URLPattern) and one.name}
    guarded = {name for name, view in pages.items() if getattr(view, "for_members", False)}
    assert set(pages) - guarded == OPEN
