"""Where the translations lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "pacesetter"
LOCALE = PACKAGE / "locale"


def catalogues() -> dict[str, Path]:
    """Language -> its file of translations."""
    return {path.parts[-3]: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}
