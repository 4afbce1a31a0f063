"""Every text is found, also what Jinja's templates say with values in it."""

from pathlib import Path

from babel.messages.catalog import Catalog

from tools.translations.extracting import _add_jinja


def test_texts_of_jinja_are_found_with_their_plurals(tmp_path: Path) -> None:
    folder = tmp_path / "web" / "jinja2" / "web"
    folder.mkdir(parents=True)
    (folder / "part.html").write_text(
        '{{ _("Plain") }}{{ gettext("Of %(who)s", who=name) }}{{ ngettext("%(num)s day", "%(num)s days", days) }}'
    )
    catalogue = Catalog(locale="de")
    _add_jinja(catalogue, tmp_path)
    assert {message.id for message in catalogue if message.id} == {
        "Plain",
        "Of %(who)s",
        ("%(num)s day", "%(num)s days"),
    }
    assert {message.locations[0][0] for message in catalogue if message.id} == {"web/jinja2/web/part.html"}
