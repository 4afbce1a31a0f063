"""`pacesetter outlook-addin manifest`."""

from pathlib import Path
from typing import Any

import pytest

from pacesetter.capture.outlook.checking import faults_of
from pacesetter.cli.main import main


def test_it_prints_the_manifest(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    assert main(["outlook-addin", "manifest"]) == 0
    printed = capsys.readouterr().out
    assert faults_of(printed) == []
    assert "https://kpi.example.org/addins/outlook/" in printed


def test_it_writes_it_to_a_file(settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    file = tmp_path / "manifest.xml"
    assert main(["outlook-addin", "manifest", "--output", str(file)]) == 0
    assert faults_of(file.read_bytes()) == []
    assert main(["outlook-addin", "manifest", "--output", str(tmp_path / "none" / "x.xml")]) == 1


def test_without_https_it_says_what_to_do(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    assert main(["outlook-addin", "manifest"]) == 1
    assert "PACESETTER_URL" in capsys.readouterr().err
