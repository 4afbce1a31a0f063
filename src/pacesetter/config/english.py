"""Which English a browser gets that asks for one of another country.

Django knows none of these countries and would fall back to plain English, which is that of the United States: a day
that is read as a month.
"""

from django.conf.locale import LANG_INFO

_LIKE_AUSTRALIA = ("en-nz",)
_LIKE_BRITAIN = ("en-ie", "en-za", "en-in", "en-sg", "en-hk", "en-my", "en-mt", "en-ng", "en-ke", "en-pk", "en-150")


def know_other_english() -> None:
    """Let Django find the English that is closest. To be said once, before the first request."""
    for codes, closest in ((_LIKE_AUSTRALIA, "en-au"), (_LIKE_BRITAIN, "en-gb")):
        for code in codes:
            LANG_INFO.setdefault(code, {"fallback": [closest]})
