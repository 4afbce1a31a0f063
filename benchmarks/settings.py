"""The product's own settings, with one more address: an endpoint that only inserts, to compare with."""

from pacesetter.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
