"""What the jobs of an activity are like, in words: the names are those that the job system gave at the last reading."""

from typing import Any

from django.utils.translation import gettext as _

from pacesetter.integrations.job_systems.choices import KEY
from pacesetter.web.forms.job_choices import JobChoicesForm
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames

# Field -> which of the lists of the job system names what is chosen.
_LISTS = {"template": "templates", "category": "categories", "status": "statuses", "manager": "staff", "staff": "staff"}
_NOTHING = "–"


def job_changes(before: Any, after: Any, known: KnownNames) -> list[Change]:
    """One for each choice that differs."""
    old, new = _job(before), _job(after)
    fields = [("connection", _("Connection")), *((name, str(one.label)) for name, one in _fields())]
    return [
        Change(label, _in_words(name, old, known), _in_words(name, new, known))
        for name, label in fields
        if old.get(name) != new.get(name)
    ]


def _fields() -> Any:
    return JobChoicesForm.base_fields.items()


def _job(settings: Any) -> dict[str, Any]:
    found = settings.get(KEY) if isinstance(settings, dict) else None
    return found if isinstance(found, dict) else {}


def _in_words(name: str, job: dict[str, Any], known: KnownNames) -> str:
    value = job.get(name)
    if value is None or value in ("", []):
        return _NOTHING
    if name == "connection":
        return known.name("connection", value) or _("(removed)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name in _LISTS:
        ids = value if isinstance(value, list) else [value]
        return ", ".join(known.listed(job.get("connection"), _LISTS[name], one) or _("(removed)") for one in ids)
    return str(value)
