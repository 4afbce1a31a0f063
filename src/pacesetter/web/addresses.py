"""Addresses of many rows: Django works out each anew, which takes longer than the rest of a line of a list."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

# Ids of no row, one for each place of an address.
_MARKS = (918273645000001, 918273645000002, 918273645000003)


def address_space() -> tuple[str, str]:
    """What decides, besides their names, which addresses there are: the module that lists them, and what stands before
    each."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


def address(name: str, args: Sequence[object] = ()) -> str:
    """The same as `reverse`, worked out once for all rows where the parts of the address are ids."""
    if len(args) > len(_MARKS) or not all(type(one) is int and one >= 0 for one in args):
        return reverse(name, args=args)
    parts = _parts(name, len(args), *address_space())
    return parts[0] + "".join(f"{one}{part}" for one, part in zip(args, parts[1:], strict=True))


def address_around(name: str) -> tuple[str, str]:
    """What stands before and behind the one id of the address, for loops over rows of one request."""
    before, after = _parts(name, 1, *address_space())
    return before, after


@lru_cache(maxsize=1024)
def _parts(name: str, number: int, urlconf: str, prefix: str) -> tuple[str, ...]:
    """What stands before, between and behind the ids."""
    left, parts = reverse(name, args=_MARKS[:number]), []
    for mark in _MARKS[:number]:
        before, _mark, left = left.partition(str(mark))
        parts.append(before)
    return (*parts, left)
