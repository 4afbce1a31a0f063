"""Every table of plug-ins. An addition is one new file and one line here.

The rooms below can't import this one: `settings.py` hands each table to them under the same name.
"""

# Key of an activity category -> dotted path of its class.
ACTIVITY_CATEGORIES: dict[str, str] = {}
