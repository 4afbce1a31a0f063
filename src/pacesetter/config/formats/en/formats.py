"""English as in the United States. Django writes "Nov. 26, 2026, 9:12 a.m." there, and Babel on other pages
"Nov 26, 2026, 9:12 AM".

Django looks here before its own English of other countries, which therefore say theirs beside this.
"""

DATE_FORMAT = "M j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "M j, Y, g:i A"
# One form of a day everywhere: digits in another order than a neighbour's are read as another day.
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
