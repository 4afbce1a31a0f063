"""German. Django writes "27. November 2026 13:15" on some pages and "27.11.2026 13:15" on others, and Babel everywhere
"27. Nov. 2026"."""

DATE_FORMAT = "j. N Y"
DATETIME_FORMAT = "j. N Y, H:i"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
