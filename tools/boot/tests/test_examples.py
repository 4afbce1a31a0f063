import os

import hypothesis

from tools.boot.parts import ALL_PARTS


def test_no_example_fails_for_the_time_it_takes() -> None:
    of_a_test = hypothesis.settings(max_examples=5)
    assert of_a_test.deadline is None
    assert hypothesis.HealthCheck.too_slow in of_a_test.suppress_health_check


def test_examples_are_the_same_each_time_where_they_decide_whether_a_change_lands_and_new_ones_elsewhere() -> None:
    decides = bool(os.environ.get(ALL_PARTS))
    of_a_test = hypothesis.settings(max_examples=5)
    assert of_a_test.derandomize is decides or "CI" in os.environ
    assert (of_a_test.database is None) is decides or "CI" in os.environ
