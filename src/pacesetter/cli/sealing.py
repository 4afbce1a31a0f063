"""`pacesetter secrets new-key|rotate`: change the keys that seal the secrets of connections, with nothing stopped."""

from argparse import ArgumentParser, Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_other_version
from pacesetter.cli.failure import Failure


def _add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="new-key|rotate", required=True)
    new = what.add_parser("new-key", help="add a key, with which secrets are sealed from now on; older ones still open")
    new.set_defaults(work=_new_key)
    rotate = what.add_parser(
        "rotate", help="seal every secret anew with the current key, and drop keys no longer needed"
    )
    rotate.set_defaults(work=_rotate)


def _run(options: Namespace) -> int:
    code: int = options.work()
    return code


def _new_key() -> int:
    from pathlib import Path

    from django.conf import settings

    from pacesetter.core.ring_file import write
    from pacesetter.core.sealing import KeyRing, new_key
    from pacesetter.tenancy.sealed import ring

    if settings.SEALING_KEYS_FILE is None:
        name, key = new_key()
        raise Failure(
            "The keys come from PACESETTER_SEALING_KEYS, which only you can change.",
            f"put a new pair in front of the others there, such as {_pair(name, key)}, and start everything again",
        )
    name, key = new_key()
    write(Path(settings.SEALING_KEYS_FILE), KeyRing({name: key, **ring().keys}, name))
    print(f"Key {name} seals from now on; `pacesetter secrets rotate` seals with it what older keys have sealed.")
    return 0


def _rotate() -> int:
    from pathlib import Path

    from django.apps import apps
    from django.conf import settings

    from pacesetter.core.ring_file import write
    from pacesetter.core.sealing import KeyRing
    from pacesetter.tenancy.sealed import ring, seal_anew, sealed_columns

    refuse_other_version()
    failed = 0
    for model, column in sealed_columns(apps.get_models()):
        done, bad = seal_anew(model, column)
        failed += bad
        print(f"{model._meta.label}.{column}: {done} sealed anew" + (f", {bad} can't be opened" if bad else ""))
    if failed:
        raise Failure(
            f"{failed} secrets can't be opened with the keys there are.",
            "put the missing key back from a backup, or connect those again; no key was dropped",
        )
    keys = ring()
    if settings.SEALING_KEYS_FILE is not None and len(keys.keys) > 1:
        write(Path(settings.SEALING_KEYS_FILE), KeyRing({keys.current: keys.keys[keys.current]}, keys.current))
        print(f"Only key {keys.current} is left. Backups from before need the older ones: keep those with them.")
    return 0


def _pair(name: str, key: bytes) -> str:
    from pacesetter.core.sealing import KeyRing, written_ring

    return written_ring(KeyRing({name: key}, name)).strip()


SECRETS = Command("secrets", "Change the keys that seal the secrets of connections.", _run, _add_arguments)
