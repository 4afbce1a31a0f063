"""Every text is found, also what Jinja's templates say with values in it."""

from pathlib import Path

from babel.messages.catalog import Catalog

from tools.translations.checking import faults
from tools.translations.extracting import _add_jinja
from tools.translations.formatted import add_formatted, texts_in_formatted


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


def test_texts_within_f_strings_are_found_with_their_plurals() -> None:
    source = (
        "a = f\"{_('Done')}: {name} {ngettext('%(n)s day', '%(n)s days', n) % {'n': n}}\"\n"
        "b = _('Outside') + f'{other(1)}'"
    )
    assert list(texts_in_formatted(source)) == [("Done",), ("%(n)s day", "%(n)s days")]


def test_what_only_an_f_string_says_is_demanded_of_the_translation(tmp_path: Path) -> None:
    (tmp_path / "part.py").write_text("words = f\"{_('Late by %(days)s') % {'days': days}}!\"")
    catalogue = Catalog(locale="de")
    add_formatted(catalogue, tmp_path)
    assert list(faults(Catalog(locale="de"), catalogue)) == ["not translated: 'Late by %(days)s'"]
