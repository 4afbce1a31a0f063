"""What tests of verbs on people look at."""

from collections.abc import Callable

import pytest

from pacesetter.tenancy.models import Organisation


@pytest.fixture
def version(organisation: Organisation) -> Callable[[], int]:
    """The settings version, by which processes know that what they keep in memory is out of date."""

    def current() -> int:
        return Organisation.objects.values_list("settings_version", flat=True).get(pk=organisation.pk)

    return current
