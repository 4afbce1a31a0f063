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
from django.test.utils import setup_databases
setup_databases(verbosity=0, interactive=False)
from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.actions import ToDo
from pacesetter.activities.category import categories
from pacesetter.conftest import make_member, make_organisation
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.tenancy.scope import scope
assert list(categories())[-1] == "site_visit"
acme = make_organisation("Acme", "acme")
with scope(acme):
    ada = make_member(acme, "Ada", "administrator")
    visit = settings_verbs.add_activity_type(name="Visit", category="site_visit", by=ada)
    verbs.log(by=ada, owner=ada, activity_type=visit)
    there = Company.objects.create(name="A & B", name_key="a & b")
    to_do = ToDo(activity=verbs.plan(by=ada, owner=ada, activity_type=visit), contacts=(), company=there, country="")
    (action,) = categories()["site_visit"].actions(to_do)
    assert action.address.endswith("?query=A%20%26%20B")
    print(Event.objects.filter(verb="site_visit.report_due").count())
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
        "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings_for_tests",
    }
    done = subprocess.run(
        [sys.executable, "-c", _USE], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "1"


def test_without_packages_the_table_stays_as_it_is() -> None:
    table = {"phone_call": "a.B"}
    assert plug_ins.with_installed(table, "pacesetter.nothing_of_the_kind") == table


def test_a_key_that_is_taken_is_refused_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(group: str) -> list[Any]:
        return [EntryPoint("phone_call", "their.package:Call", group)]

    monkeypatch.setattr(plug_ins, "entry_points", found)
    with pytest.raises(ImproperlyConfigured, match="Remove one of the two"):
        plug_ins.with_installed({"phone_call": "ours.PhoneCall"}, plug_ins.CATEGORIES)
