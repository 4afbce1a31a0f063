"""The subcommands."""

import sys

from tools.translations.checking import check
from tools.translations.compiling import compile_all
from tools.translations.updating import update

match sys.argv[1:]:
    case ["update"]:
        update()
        compile_all()
    case ["compile"]:
        compile_all()
    case ["check"]:
        sys.exit(check())
    case _:
        sys.exit("Usage: python -m tools.translations update|compile|check")
