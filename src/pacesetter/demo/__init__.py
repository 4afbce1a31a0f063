"""The demo organisation: a believable sales team with a year of activities.

It is made through the same verbs and the same importer as anybody's organisation, and is removed in one step.
"""

from pacesetter.demo.exposure import reachable_by
from pacesetter.demo.load import PASSWORD, SEED, Loaded, demo_organisation, load
from pacesetter.demo.remove import remove

__all__ = ["PASSWORD", "SEED", "Loaded", "demo_organisation", "load", "reachable_by", "remove"]
