"""Add a phone system."""

import base64
import secrets
from collections.abc import Collection, Mapping

from django.db import transaction

from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.telephony.verbs import rules
from pacesetter.tenancy.sealed import seal_into


def add_source(
    *,
    by: Member | None,
    name: str,
    shape: str,
    secret: str = "",
    outbound_type: ActivityType | None = None,
    inbound_type: ActivityType | None = None,
    outcomes: Mapping[str, int] | None = None,
    left_out: Collection[str] = (),
) -> tuple[CallSource, str]:
    """Let a phone system report calls. Answers the source and its secret: made here where the form's secret is ours
    (to be shown once), else the given one.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a name that is taken, an unknown form, a
    missing secret, and types or outcomes that don't fit.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        source = CallSource(
            name=rules.free_name(name),
            shape=rules.known_shape(shape),
            public_id=secrets.token_urlsafe(24),
            outbound_type=rules.call_type(outbound_type, "outbound_type"),
            inbound_type=rules.call_type(inbound_type, "inbound_type"),
            outcomes=rules.known_outcomes(outcomes or {}),
            left_out=rules.known_results(left_out),
        )
        kept = new_secret() if SHAPES[shape].secret_is_ours else rules.given_secret(secret)
        seal_into(source, "secret", kept)
        source.save(force_insert=True)
        # From now on each call asks what was reported: every process has to learn of it.
        settle("call_source.added", ("call_source", source.pk), by=by, after=rules.told(source), since=None)
    return source, kept


def new_secret() -> str:
    """A secret in the form of Standard Webhooks."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
