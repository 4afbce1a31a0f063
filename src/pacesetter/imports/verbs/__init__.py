"""What can be done with an import. One file per verb."""

from pacesetter.imports.verbs.answer import answer
from pacesetter.imports.verbs.commit import commit
from pacesetter.imports.verbs.drop import drop
from pacesetter.imports.verbs.dry_run import dry_run
from pacesetter.imports.verbs.resume import resume
from pacesetter.imports.verbs.set_going import set_going, stop
from pacesetter.imports.verbs.start import start
from pacesetter.imports.verbs.undo import undo

__all__ = ["answer", "commit", "drop", "dry_run", "resume", "set_going", "start", "stop", "undo"]
