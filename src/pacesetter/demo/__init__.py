"""The demo organisation: a believable sales team with a year of activities.

It is made through the same verbs and the same importer as anybody's organisation, and is removed in one step.
"""
