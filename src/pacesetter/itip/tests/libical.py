"""libical through ctypes: another maker's judgement of what we write, by the rules of RFC 5546 for each method."""

import ctypes
import ctypes.util
from functools import cache
from typing import Any

from tools.missing import missing


@cache
def _library(name: str) -> Any:
    path = ctypes.util.find_library(name)
    if path is None:
        missing(f"lib{name} is not on this machine")
    return ctypes.CDLL(path)


def faults(content: bytes) -> list[str]:
    """What libical has against the object: errors of the parser and of the restrictions of its method."""
    ical = _library("ical")
    ical.icalparser_parse_string.restype = ctypes.c_void_p
    ical.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    ical.icalrestriction_check.argtypes = [ctypes.c_void_p]
    ical.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    ical.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    component = ical.icalparser_parse_string(content)
    if not component:
        return ["libical reads nothing"]
    is_valid = ical.icalrestriction_check(component)
    text = ical.icalcomponent_as_ical_string(component).decode().replace("\r\n ", "")
    found = [line for line in text.splitlines() if line.startswith("X-LIC-ERROR")]
    return found or ([] if is_valid else ["libical finds it invalid"])
