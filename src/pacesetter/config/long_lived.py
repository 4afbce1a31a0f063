"""What a server process makes once and keeps: loaded before the first request, and left out of the search for cycles.

Python looks through every object it holds for reference cycles whenever a quarter as many have come along. With the
quarter of a million that a started server keeps, that took 150 ms of whichever request it fell into.
"""

import gc

# As many new containers as make Python look through the youngest ones. A page of a large table makes some ten
# thousand, none of them in a cycle; by Python's own 700 it was interrupted more than twenty times.
_YOUNG = 10_000


def settle() -> None:
    """Load what every request needs, and never look for cycles among what is there now. To be called once, at start."""
    from django.template import engines
    from django.urls import get_resolver

    # Each would otherwise be made in the first request.
    engines.all()
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
