"""The product's own settings, with one more address: an endpoint that only inserts, to compare with."""

import os

from pacesetter.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
if os.environ.get("MEASURE_WITHOUT_TALLIES"):
    ACTIVITY_LEDGERS = ("benchmarks.bare.NoLedger",)
