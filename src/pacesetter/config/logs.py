"""Logs: one line per record on standard error, in UTC whatever the machine's zone is."""

import logging
import time
from typing import Any


class UtcFormatter(logging.Formatter):
    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


def logging_to_stderr(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": UtcFormatter, "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # Django's own handlers would print everything a second time.
            "django": {"handlers": [], "propagate": True, "level": level.upper()},
            # It tells of every log-in that went well.
            "axes": {"level": "WARNING"},
            # One line per query is wanted only by whoever asks for it by name.
            "django.db.backends": {"level": "INFO"},
        },
    }
