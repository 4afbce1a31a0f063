"""`make lock`: compile the hashed locks from the lists of direct dependencies."""

from tools.boot.places import REQUIREMENTS, VENV_PYTHON
from tools.boot.shell import quietly, say
from tools.boot.venv import ensure_venv

# Each lock keeps to the versions of those before it, so that any two can be installed side by side.
_ORDER = ("runtime", "dev", "build", "node", "postgresql")


def lock(arguments: list[str]) -> int:
    """`--upgrade` takes the newest versions; without it only what must change does."""
    ensure_venv()
    quietly([VENV_PYTHON, "-m", "pip", "install", "--quiet", "uv"], "check the network")
    constraints: list[str] = []
    for name in _ORDER:
        say(f"requirements/{name}.lock")
        target = REQUIREMENTS / f"{name}.lock"
        options = ["--generate-hashes", "--universal", "--python-version", "3.11", "--no-header", "--quiet"]
        options += ["--no-emit-index-url", "--no-emit-find-links", *constraints, *arguments]
        quietly(
            [
                VENV_PYTHON,
                "-m",
                "uv",
                "pip",
                "compile",
                f"requirements/{name}.in",
                "-o",
                f"requirements/{name}.lock",
                *options,
            ],
            "see the lines above",
        )
        if name in ("runtime", "dev"):
            constraints += ["-c", str(target.relative_to(REQUIREMENTS.parent))]
    return 0
