"""Plug-ins of other packages: the example, really installed, and what is refused."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacesetter.config import plug_ins

ROOT = Path(__file__).resolve().parents[4]
EXAMPLE = ROOT / "examples" / "site_visit"

# What somebody does who has installed the package: make a type of its category and complete a visit.
_USE = """
import django
django.setup()
from django.core import checks
assert not [one for one in checks.run_checks() if one.level >= checks.ERROR]
from django.test.utils import setup_databases, setup_test_environment
setup_test_environment()
from django.db import connection
from pathlib import Path
from tools import migrated
migrated.copied_on_sqlite(Path(connection.settings_dict["TEST"]["NAME"]))
setup_databases(verbosity=0, interactive=False, keepdb=True)
from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.actions import ToDo
from pacesetter.activities.category import categories
from pacesetter.conftest import make_member, make_organisation
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.tenancy.scope import no_scope, scope
from datetime import date
from django.test import Client
assert list(categories())[-1] == "site_visit"
acme = make_organisation("Acme", "acme")
with scope(acme):
    ada = make_member(acme, "Ada", "administrator")
    visit = settings_verbs.add_activity_type(name="Visit", category="site_visit", by=ada)
    there = Company.objects.create(name="A & B", name_key="a & b", phone="+6493334444")
    planned = verbs.plan(by=ada, owner=ada, activity_type=visit, company=there, due_on=date(2026, 11, 2))
    verbs.reschedule(planned, by=ada, due_on=date(2026, 11, 3))
    verbs.complete(planned, by=ada)
    verbs.reopen(planned, by=ada)
    verbs.cancel(planned, by=ada)
    category = categories()["site_visit"]
    on_a_map, ahead = category.actions(ToDo(activity=planned, contacts=(), company=there, country=""))
    assert on_a_map.address.endswith("?query=A%20%26%20B")
    assert ahead.address == "tel:+6493334444"
    assert category.actions(ToDo(activity=planned, contacts=(), company=None, country="")) == []
    for verb in Event.objects.filter(verb__startswith="site_visit.").order_by("pk").values_list("verb", flat=True):
        print(verb.removeprefix("site_visit."))
    # What a member sees of it.
    client = Client()
    client.force_login(ada.user, "django.contrib.auth.backends.ModelBackend")
with no_scope():
    form = client.get(f"/activities/new/?type={visit.pk}").content.decode()
    settings_page = client.get("/settings/activities/").content.decode()
for words in ("Site visit", "tone-amber", "Notes that the visit is to be announced", "Handover", "What was seen"):
    assert words in form, words
assert "Needs a contact or company with a phone number." in settings_page
"""


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Path]:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(tmp_path), str(EXAMPLE)], check=True, capture_output=True)
    yield tmp_path


@pytest.mark.slow
def test_the_example_is_installed_and_used(installed: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings_for_tests",
    }
    done = subprocess.run(
        [sys.executable, "-c", _USE], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    # Every hook was called, each once; moving it is a change.
    assert done.stdout.split() == ["to_announce", "to_announce", "report_due", "report_not_due", "to_call_off"]


def test_without_packages_the_table_stays_as_it_is() -> None:
    table = {"phone_call": "a.B"}
    assert plug_ins.with_installed(table, "pacesetter.nothing_of_the_kind") == table


def test_a_key_that_is_taken_is_refused_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(group: str) -> list[Any]:
        return [EntryPoint("phone_call", "their.package:Call", group)]

    monkeypatch.setattr(plug_ins, "entry_points", found)
    with pytest.raises(ImproperlyConfigured, match="Remove one of the two"):
        plug_ins.with_installed({"phone_call": "ours.PhoneCall"}, plug_ins.CATEGORIES)
