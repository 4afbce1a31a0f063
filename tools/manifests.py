"""Look at manifests of add-ins in Outlook by hand: `python -m tools.manifests [--schemas FOLDER] FILE…`

Each is checked as the product checks its own; with `--schemas` also by Microsoft's XML schemas, which are not ours to
keep here (OfficeAppManifestV1_1.xsd and what it includes; needs the Python package lxml). Names and addresses that
Microsoft's tools fill in are filled in. Without a file, the manifest of https://kpi.example.org is looked at.
"""

import argparse
import importlib
import os
import sys
import uuid
from pathlib import Path

PLACEHOLDERS = {
    "~remoteAppUrl": "https://localhost:44300",
    "<%= projectId %>": str(uuid.UUID(int=7)),
    "<%= projectDisplayName %>": "A project",
}


def filled_in(text: str) -> str:
    """As Microsoft's tools hand a manifest over: Visual Studio fills in the address, `yo office` the names."""
    for placeholder, value in PLACEHOLDERS.items():
        text = text.replace(placeholder, value)
    return text


def main(arguments: list[str] | None = None) -> int:
    """Tell what is wrong with each; 1 where anything is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--schemas", type=Path, help="the folder with Microsoft's XML schemas")
    given = options.parse_args(arguments)
    texts = {str(file): filled_in(file.read_text(encoding="utf-8-sig")) for file in given.files} or _ours()
    from pacesetter.capture.outlook.checking import faults_of

    is_wrong = False
    for name, text in texts.items():
        faults = [*faults_of(text), *(_by_schema(text, given.schemas) if given.schemas else [])]
        is_wrong = is_wrong or bool(faults)
        print(f"{name}: {'; '.join(faults) or 'fine'}")
    return int(is_wrong)


def _ours() -> dict[str, str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings_for_tests")
    import django

    django.setup()
    from django.test import override_settings

    from pacesetter.capture.models import EntraApp
    from pacesetter.capture.outlook.manifest import manifest

    entra = EntraApp(tenant_id=uuid.UUID(int=1), client_id=uuid.UUID(int=2))
    with override_settings(PUBLIC_URL="https://kpi.example.org"):
        return {"ours": manifest(), "ours, with a Microsoft account": manifest(entra)}


def _by_schema(text: str, folder: Path) -> list[str]:
    etree = importlib.import_module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(folder / "OfficeAppManifestV1_1.xsd")))
    root = etree.fromstring(text.encode())
    # Those that were published, in 2019, know nothing of phones.
    for phones in root.findall(".//{*}MobileFormFactor"):
        phones.getparent().remove(phones)
    if schema.validate(root):
        return []
    return [f"schema, line {error.line}: {error.message}" for error in schema.error_log]


if __name__ == "__main__":
    sys.exit(main())
