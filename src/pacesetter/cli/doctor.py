"""`pacesetter doctor`: looks at everything the product stands on, and says what to do about what is wrong."""

from argparse import Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.diagnosis import CHECKS, Finding


def _run(options: Namespace) -> int:
    from django.db import Error

    wrong = 0
    for name, check in CHECKS:
        try:
            finding = check()
        except Error as error:
            finding = Finding(f"The database failed: {error}".strip(), "mend the database first")
        wrong += bool(finding.remedy and finding.serious)
        verdict = "ok" if not finding.remedy else "WRONG" if finding.serious else "note"
        print(f"{verdict:<5}  {name:<12}  {finding.seen}")
        if finding.remedy:
            print(f"{'':<21}What to do: {finding.remedy}")
    return 1 if wrong else 0


DOCTOR = Command("doctor", "Check the database, files, time zones and mail, and say what to do.", _run)
