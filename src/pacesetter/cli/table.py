"""Every subcommand of `pacesetter`, in the order of its help. A new one is a new file and a line here."""

from pacesetter.cli.command import Command
from pacesetter.cli.createorg import CREATEORG
from pacesetter.cli.dead_jobs import DEAD_JOBS
from pacesetter.cli.demo import DEMO
from pacesetter.cli.doctor import DOCTOR
from pacesetter.cli.gmail_addon import GMAIL_ADDON
from pacesetter.cli.import_ import IMPORT
from pacesetter.cli.inbound import INBOUND
from pacesetter.cli.let_in import LET_IN
from pacesetter.cli.manage import MANAGE
from pacesetter.cli.migrate import MIGRATE
from pacesetter.cli.move_to_postgresql import MOVE_TO_POSTGRESQL
from pacesetter.cli.outlook_addin import OUTLOOK_ADDIN
from pacesetter.cli.run import RUN
from pacesetter.cli.scorecard import SCORECARD
from pacesetter.cli.sealing import SECRETS
from pacesetter.cli.serve import SERVE
from pacesetter.cli.setup_link import SETUP_LINK
from pacesetter.cli.tallies import TALLIES
from pacesetter.cli.worker import WORKER

COMMANDS: tuple[Command, ...] = (
    RUN,
    SERVE,
    WORKER,
    INBOUND,
    MIGRATE,
    MOVE_TO_POSTGRESQL,
    SETUP_LINK,
    CREATEORG,
    LET_IN,
    DEMO,
    IMPORT,
    SCORECARD,
    TALLIES,
    OUTLOOK_ADDIN,
    GMAIL_ADDON,
    SECRETS,
    DOCTOR,
    DEAD_JOBS,
    MANAGE,
)
