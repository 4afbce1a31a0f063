"""What can be done with connections. Those that ask the other side do so outside of any transaction, and so may only be
called where none is open."""

from pacesetter.integrations.verbs.begin_connection import begin_connection
from pacesetter.integrations.verbs.check_connection import check_connection
from pacesetter.integrations.verbs.disconnect import disconnect
from pacesetter.integrations.verbs.edit_connection import edit_connection, put_connection_back
from pacesetter.integrations.verbs.finish_consent import finish_consent
from pacesetter.integrations.verbs.oauth_app import forget_app, put_app_back, register_app
from pacesetter.integrations.verbs.pause_connection import pause_connection, resume_connection
from pacesetter.integrations.verbs.replaced_secrets import replaced_secrets
from pacesetter.integrations.verbs.retry_job import retry_job

__all__ = [
    "begin_connection",
    "check_connection",
    "disconnect",
    "edit_connection",
    "finish_consent",
    "forget_app",
    "pause_connection",
    "put_app_back",
    "put_connection_back",
    "register_app",
    "replaced_secrets",
    "resume_connection",
    "retry_job",
]
