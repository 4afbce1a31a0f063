"""Judged by its maker: Microsoft's own reader of manifests takes ours, and we take the manifests that Microsoft ships.

Its validator asks a server of Microsoft's; its reader and its schemas of the newer form are had without one.
"""

import json
import os
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from tools.boot.frontend import node
from tools.boot.places import ROOT
from tools.boot.specimens import GENERATOR_OFFICE, MANIFEST_CONVERTER, OFFICE_ADDIN_VALIDATOR, SPECIMENS
from tools.manifests import filled_in

from pacesetter.capture.models import EntraApp
from pacesetter.capture.outlook.checking import faults_of
from pacesetter.capture.outlook.manifest import manifest

SCHEMAS = ROOT / "node_modules" / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
_FETCHED = "run `make prepare`: what tests judge by was not fetched"


@pytest.fixture(autouse=True)
def https(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"


def converted(text: str, folder: Path) -> dict[str, Any]:
    """The manifest as Microsoft's reader understands it, in the newer form. Raises where that refuses it."""
    assert MANIFEST_CONVERTER.folder.is_dir(), _FETCHED
    (folder / "manifest.xml").write_text(text, encoding="utf-8")
    script = Path(__file__).with_name("converted.cjs")
    done = subprocess.run(
        [*map(str, node()), script, folder / "manifest.xml", folder / "out"],
        env={**os.environ, "NODE_PATH": str(SPECIMENS)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise ValueError(done.stderr)
    found: dict[str, Any] = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    return found


def faults_by_schema(found: dict[str, Any]) -> list[str]:
    """What the schema that it names says against it."""
    path = SCHEMAS / f"v{found['manifestVersion']}" / "MicrosoftTeams.schema.json"
    assert path.is_file(), _FETCHED
    schema = json.loads(path.read_text(encoding="utf-8"))
    return [f"{list(error.path)}: {error.message}" for error in Draft4Validator(schema).iter_errors(found)]


@pytest.mark.parametrize(
    "entra", [None, EntraApp(tenant_id=uuid.UUID(int=1), client_id=uuid.UUID(int=2))], ids=["plain", "with Entra"]
)
def test_microsoft_s_reader_takes_our_manifest_and_finds_in_it_what_we_mean(
    entra: EntraApp | None, tmp_path: Path
) -> None:
    found = converted(manifest(entra), tmp_path)
    assert faults_by_schema(found) == []
    (extension,) = found["extensions"]
    (event,) = [one for group in extension["autoRunEvents"] for one in group["events"]]
    assert (event["type"], event["actionId"], event["options"]) == (
        "messageSending",
        "onMessageSendHandler",
        {"sendMode": "promptUser"},
    )
    actions = {one["id"]: one for runtime in extension["runtimes"] for one in runtime["actions"]}
    assert [one["type"] for one in actions.values()] == ["executeFunction", "openPage", "openPage", "openPage"]
    assert [one.get("pinnable") for one in actions.values()] == [None, True, False, False]
    assert [one["contexts"] for one in extension["ribbons"]] == [["mailRead"], ["mailCompose"], ["default"]]
    assert extension["ribbons"][2]["requirements"]["formFactors"] == ["mobile"]
    pages = {runtime["code"]["page"] for runtime in extension["runtimes"]}
    assert len(pages) == 2
    assert all(page.startswith("https://kpi.example.org/addins/outlook/") for page in pages)
    rights = found["authorization"]["permissions"]["resourceSpecific"]
    assert rights == [{"name": "MailboxItem.ReadWrite.User", "type": "Delegated"}]
    german = json.loads((tmp_path / "out" / "de-de.json").read_text(encoding="utf-8"))
    assert "E-Mail erfassen" in german.values()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('SendMode="PromptUser"', 'SendMode="Ask"'),
        ("<Permissions>ReadWriteItem", "<Permissions>Everything"),
        ("<DefaultLocale>en-US</DefaultLocale>", ""),
        ("</OfficeApp>", ""),
    ],
    ids=["send mode", "permission", "locale", "no XML"],
)
def test_it_refuses_what_is_spoilt_and_so_do_we(before: str, after: str, tmp_path: Path) -> None:
    spoilt = manifest().replace(before, after)
    assert spoilt != manifest()
    try:
        is_refused = faults_by_schema(converted(spoilt, tmp_path)) != []
    except ValueError:
        is_refused = True
    assert (is_refused, faults_of(spoilt) != []) == (True, True)


def test_every_manifest_of_a_mail_add_in_that_microsoft_ships_is_taken() -> None:
    files = [*GENERATOR_OFFICE.folder.rglob("*.xml"), *OFFICE_ADDIN_VALIDATOR.folder.rglob("valid_*.xml")]
    texts = {str(file): filled_in(file.read_text(encoding="utf-8-sig")) for file in files}
    of_mail = {file: text for file, text in texts.items() if 'xsi:type="MailApp"' in text}
    assert (len(texts), len(of_mail)) == (12, 2), _FETCHED
    assert {file: faults_of(text) for file, text in of_mail.items()} == {file: [] for file in of_mail}


def test_an_address_that_visual_studio_fills_in_is_one_once_it_is_filled_in() -> None:
    unfilled = manifest().replace("https://kpi.example.org", "~remoteAppUrl")
    assert any("https://" in fault for fault in faults_of(unfilled))
    assert faults_of(filled_in(unfilled)) == []
