"""Colours of categories."""

from pathlib import Path

from pacesetter.activities.category import COLOURS

STYLES = Path(__file__).parents[1] / "static" / "web"


def test_each_colour_has_its_token_and_its_rule() -> None:
    tokens, tones = [(STYLES / name).read_text(encoding="utf-8") for name in ("tokens.css", "tones.css")]
    for colour in COLOURS:
        assert f"--tone-{colour}: light-dark(" in tokens
        assert f"span.tone-{colour} > .icon" in tones
