"""The demo organisation: a believable sales team with a year of activities, made through the same verbs and the importer
as anybody's, and removed in one step."""
