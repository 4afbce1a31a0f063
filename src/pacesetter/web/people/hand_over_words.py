"""What somebody hands over, in words."""

from collections.abc import Mapping

from django.utils.translation import ngettext


def in_words(waiting: Mapping[str, int]) -> list[str]:
    """One phrase for each sort of thing, such as "12 to-dos". A sort that has no words yet is told by its key."""
    phrases = {
        "to_dos": lambda count: ngettext("%(count)d to-do", "%(count)d to-dos", count),
        "companies": lambda count: ngettext("%(count)d company", "%(count)d companies", count),
    }
    return [
        phrases[key](count) % {"count": count} if key in phrases else f"{count} {key}" for key, count in waiting.items()
    ]
