"""What Django asks for hundreds of times a page, held by context variables."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.urls.base import clear_script_prefix
from django.utils import timezone, translation

from pacesetter.web.context_values import PLACES, ContextValue


@pytest.mark.parametrize(("module", "name"), PLACES, ids=lambda one: getattr(one, "__name__", one))
def test_django_holds_them_so_under_the_names_that_are_known(module: object, name: str) -> None:
    assert isinstance(getattr(module, name), ContextValue)


def test_what_was_never_set_is_what_django_falls_back_to() -> None:
    with ThreadPoolExecutor(1) as fresh:
        assert fresh.submit(translation.get_language).result() == "en"
        assert fresh.submit(timezone.get_current_timezone_name).result() == "UTC"
        assert fresh.submit(get_script_prefix).result() == "/"
        assert fresh.submit(get_urlconf).result() is None


def test_another_thread_has_its_own() -> None:
    with translation.override("de"), timezone.override("Pacific/Auckland"), ThreadPoolExecutor(1) as other:
        assert other.submit(translation.get_language).result() == "en"
        assert other.submit(timezone.get_current_timezone_name).result() == "UTC"
        other.submit(translation.activate, "en-gb").result()
        assert translation.get_language() == "de"
        assert timezone.get_current_timezone_name() == "Pacific/Auckland"
        assert other.submit(translation.get_language).result() == "en-gb"


def test_tasks_beside_each_other_have_their_own() -> None:
    async def speaks(language: str) -> str | None:
        translation.activate(language)
        await asyncio.sleep(0)
        return translation.get_language()

    async def both() -> tuple[str | None, str | None]:
        return await asyncio.gather(speaks("de"), speaks("en-gb"))

    with translation.override("en"):
        assert [*asyncio.run(both())] == ["de", "en-gb"]
        assert translation.get_language() == "en"


def test_it_goes_along_into_asynchronous_code_and_back() -> None:
    async def asked_from_there() -> str | None:
        translation.activate("en-gb")
        return await sync_to_async(translation.get_language)()

    with translation.override("de"):
        assert async_to_sync(sync_to_async(translation.get_language))() == "de"
        assert async_to_sync(asked_from_there)() == "en-gb"


def test_what_is_taken_away_falls_back_and_can_be_set_again() -> None:
    try:
        set_script_prefix("/inside/")
        set_urlconf("pacesetter.elsewhere")
        assert (get_script_prefix(), get_urlconf()) == ("/inside/", "pacesetter.elsewhere")
    finally:
        clear_script_prefix()
        set_urlconf(None)
    assert (get_script_prefix(), get_urlconf()) == ("/", None)
    # Twice does no harm, as with Django's own.
    set_urlconf(None)
    assert get_urlconf() is None


def test_a_value_that_is_not_there_cannot_be_read_or_deleted() -> None:
    one = ContextValue("one")
    assert getattr(one, "value", "none") == "none"
    with pytest.raises(AttributeError):
        del one.value
    one.value = "there"
    assert one.value == "there"
    del one.value
    assert not hasattr(one, "value")
