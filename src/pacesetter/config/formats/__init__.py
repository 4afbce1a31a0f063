"""Forms of dates and times in which the product differs from Django, one folder per language (FORMAT_MODULE_PATH)."""
