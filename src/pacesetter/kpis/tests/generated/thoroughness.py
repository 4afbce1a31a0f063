"""How many examples a property test tries.

HYPOTHESIS_EXAMPLES multiplies the number for a long run. Hypothesis notices CI by itself, and then tries the same ones
each time.
"""

import os

from hypothesis import HealthCheck, Phase, settings

_TIMES = float(os.environ.get("HYPOTHESIS_EXAMPLES", "1"))


def examples(number: int) -> settings:
    """Settings for a test that uses the database: each example rolls back, so a fixture serves all of them."""
    return settings(
        max_examples=max(1, int(number * _TIMES)),
        deadline=None,
        phases=[phase for phase in Phase if phase is not Phase.explain],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )
