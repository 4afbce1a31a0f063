"""The manifest of an installation, and that what Microsoft would refuse is found here."""

import re
from pathlib import Path
from struct import unpack
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve

from pacesetter.capture.outlook.checking import faults_of
from pacesetter.capture.outlook.manifest import PIXELS, manifest
from pacesetter.core.refusal import Refusal


@pytest.fixture(autouse=True)
def https(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"


def test_it_is_without_fault() -> None:
    assert faults_of(manifest()) == []


def test_every_address_in_it_is_there() -> None:
    addresses = set(re.findall(r'"https://kpi\.example\.org(/[^"]*)"', manifest()))
    assert len(addresses) > 12
    for path in addresses:
        if path.startswith("/static/"):
            assert finders.find(path.removeprefix("/static/")), path
        else:
            resolve(path)


def test_icons_have_the_sizes_that_their_names_tell() -> None:
    for pixels in PIXELS:
        found = finders.find(f"outlook/icon-{pixels}.png")
        assert isinstance(found, str)
        assert unpack(">II", Path(found).read_bytes()[16:24]) == (pixels, pixels)


def test_it_is_the_same_each_time_and_another_one_elsewhere(settings: Any) -> None:
    first = manifest()
    assert manifest() == first
    settings.PUBLIC_URL = "https://kpi.globex.example"
    assert _id(manifest()) != _id(first)


def test_it_asks_and_never_blocks() -> None:
    assert re.findall(r'SendMode="(\w+)"', manifest()) == ["PromptUser"]


def test_it_speaks_the_languages_of_the_product() -> None:
    assert 'Locale="de-DE"' in manifest()


def test_without_https_there_is_none(settings: Any) -> None:
    settings.PUBLIC_URL = "http://kpi.example.org"
    with pytest.raises(Refusal):
        manifest()


# The command that reports spam, as Microsoft describes it: not ours, but manifests with it are no worse for that.
REPORTS_SPAM = """<ExtensionPoint xsi:type="ReportPhishingCommandSurface"><ReportPhishingCustomization>
<Control xsi:type="Button" id="spam"><Label resid="Button.Label"/>
<Supertip><Title resid="Button.Label"/><Description resid="Read.Tip"/></Supertip>
<Icon><bt:Image size="16" resid="Icon.16"/>
<bt:Image size="32" resid="Icon.32"/><bt:Image size="80" resid="Icon.80"/></Icon>
<Action xsi:type="ExecuteFunction"><FunctionName>onReport</FunctionName></Action></Control>
<PreProcessingDialog><Title resid="Button.Label"/><Description resid="Read.Tip"/></PreProcessingDialog>
<SourceLocation resid="Handlers.Url"/></ReportPhishingCustomization></ExtensionPoint></DesktopFormFactor>"""


def test_a_manifest_that_reports_spam_is_read() -> None:
    reporting = manifest().replace("</DesktopFormFactor>", REPORTS_SPAM)
    assert faults_of(reporting) == []
    without_dialog = re.sub("<PreProcessingDialog>.*</PreProcessingDialog>", "", reporting)
    assert any("PreProcessingDialog" in fault for fault in faults_of(without_dialog))


# What is changed in a manifest that is fine, and a word of what is said of it then.
SPOILT = {
    "http": ("https://kpi.example.org/addins/outlook/handlers/", "http://kpi.example.org/x", "https://"),
    "another host": (
        '<bt:Url id="Pane.Url" DefaultValue="https://kpi.example.org/',
        '<bt:Url id="Pane.Url" DefaultValue="https://evil.example/',
        "AppDomain",
    ),
    "dangling": ('resid="Pane.Url"', 'resid="Panes.Url"', "no such resource"),
    "of another kind": ('<Title resid="Button.Label"', '<Title resid="Read.Tip"', "ShortStrings"),
    "long name": ('"Read.Tip"', f'"{"x" * 33}"', "32"),
    "twice": ('id="composePane"', 'id="readPane"', "two|2"),
    "twice a resource": ('id="Compose.Tip"', 'id="Read.Tip"', "two"),
    "icon": ('<bt:Image size="80" resid="Icon.80"/>', "", "80"),
    "phone icon": ('<bt:Image size="48" scale="3" resid="Icon.144"/>', "", "48 x 3"),
    "send mode": ('SendMode="PromptUser"', 'SendMode="Ask"', "SendMode"),
    "permission": ("ReadWriteItem", "Everything", "Permissions"),
    "version": ("<Version>1.0.0.0", "<Version>1.0-beta", "version"),
    "minimum": ('MinVersion="1.5"', 'MinVersion="1"', "MinVersion"),
    "id": ("<Id>", "<Id>x", "UUID"),
    "order": ("<Version>1.0.0.0</Version>", "", "Version"),
    "unknown": ("<Permissions>", "<Rights>a</Rights><Permissions>", "Rights"),
    "long text": ('DefaultValue="Pacesetter"/>', f'DefaultValue="{"x" * 126}"/>', "125"),
    "empty text": ('DefaultValue="Log e-mail"', 'DefaultValue=""', "empty|missing"),
    "action": ('xsi:type="ShowTaskpane"', 'xsi:type="ShowWindow"', "ShowWindow"),
    "runtime": ('<Runtime resid="Handlers.Url">', '<Runtime resid="Pane.Url">', "Runtime"),
    "namespace": ("officeappbasictypes/1.0", "officeappbasictypes/9.9", "namespace"),
    "locale": ("<DefaultLocale>en-US", "<DefaultLocale>English (United States)", "locale"),
    "no xml": ("</OfficeApp>", "", "no XML"),
    "entities": ("<OfficeApp ", '<!DOCTYPE a [<!ENTITY b "c">]><OfficeApp ', "DOCTYPE"),
    "another type": ('xsi:type="MailApp"', 'xsi:type="TaskPaneApp"', "MailApp"),
    "picture": ("icon-64.png", "icon-64.svg", "picture"),
    "function": ('FunctionName="onMessageSendHandler" ', "", "FunctionName"),
}


@pytest.mark.parametrize("what", list(SPOILT))
def test_what_would_be_refused_is_found(what: str) -> None:
    before, after, word = SPOILT[what]
    fine = manifest()
    assert before in fine
    faults = faults_of(fine.replace(before, after))
    assert any(re.search(word, fault) for fault in faults), faults


def _id(text: str) -> str | None:
    found = re.search("<Id>(.*)</Id>", text)
    return found[1] if found else None
