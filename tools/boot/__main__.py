"""The boot script behind the Makefile. It needs nothing but Python itself."""

import sys

# Before the imports, which older Pythons can't even parse.
if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is just who should read this
    sys.exit(
        "Pacesetter needs Python 3.11 or newer, and this is %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
        + "  What to do: install a newer Python and name it, such as `make run PYTHON=python3.12`."
    )

from tools.boot.main import main

sys.exit(main(sys.argv[1:]))
