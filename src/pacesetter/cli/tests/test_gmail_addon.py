from pathlib import Path
from typing import Any

import orjson
import pytest

from pacesetter.cli.main import main


def test_the_deployment_file_is_printed_with_the_public_address(
    capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    settings.GMAIL_SERVICE_ACCOUNT = settings.GMAIL_CLIENT_ID = ""
    assert main(["gmail-addon", "manifest"]) == 0
    said = capsys.readouterr()
    home = orjson.loads(said.out)["addOns"]["common"]["homepageTrigger"]["runFunction"]
    assert home == "https://kpi.example/addins/gmail/home/"
    assert "PACESETTER_GMAIL_CLIENT_ID" in said.err
    settings.GMAIL_SERVICE_ACCOUNT = settings.GMAIL_CLIENT_ID = "set"
    file = tmp_path / "gmail.json"
    assert main(["gmail-addon", "manifest", "--output", str(file)]) == 0
    assert (orjson.loads(file.read_bytes()), capsys.readouterr().err) == (orjson.loads(said.out), "")


def test_it_is_refused_where_google_cannot_call_and_where_the_file_cannot_be_written(
    capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    assert main(["gmail-addon", "manifest"]) == 1
    assert "PACESETTER_URL" in capsys.readouterr().err
    settings.PUBLIC_URL = "https://kpi.example"
    assert main(["gmail-addon", "manifest", "--output", str(tmp_path / "no" / "file")]) == 1
    assert "can't be written" in capsys.readouterr().err
