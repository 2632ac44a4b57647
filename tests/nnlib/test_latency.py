"""Is the time of a call measured as it is said: warmed up, many times, the middle of them?"""

import time

import numpy as np
import pytest

from nnlib import MLP
from nnlib.latency import LEAST_RUNS, MOST_RUNS, WARM_UP, forward_seconds, median_seconds

SIZES = [6, 4, 1]


class Clock:
    """A clock that only a call moves."""

    def __init__(self, durations):
        self.now, self.calls, self.durations = 0.0, 0, durations

    def __call__(self):
        return self.now

    def work(self):
        self.now += self.durations(self.calls)
        self.calls += 1


def network(sizes=SIZES):
    return MLP(sizes, rng=np.random.default_rng(0))


def test_the_first_calls_do_not_count_and_one_long_break_does_not_speak_for_all():
    clock = Clock(lambda i: 60.0 if i < WARM_UP else 9.0 if i == WARM_UP + 1 else 0.01)
    assert median_seconds(clock.work, budget=0.2, clock=clock) == pytest.approx(0.01)


def test_a_slow_call_is_timed_a_few_times_and_a_quick_one_not_for_ever():
    slow = Clock(lambda i: 5.0)
    assert median_seconds(slow.work, budget=0.2, clock=slow) == 5.0
    assert slow.calls == WARM_UP + LEAST_RUNS
    quick = Clock(lambda i: 1e-9)
    median_seconds(quick.work, budget=0.2, clock=quick)
    assert quick.calls == WARM_UP + MOST_RUNS


def test_the_budget_ends_the_runs():
    clock = Clock(lambda i: 0.01)
    median_seconds(clock.work, budget=0.2, clock=clock)
    assert clock.calls == pytest.approx(WARM_UP + 20, abs=1)


def test_a_sleep_is_found_again():
    assert median_seconds(lambda: time.sleep(0.005), budget=0.03) == pytest.approx(0.005, abs=0.02)


def test_a_pass_of_a_large_network_takes_longer_than_one_of_a_small_one():
    small, large = forward_seconds(network(), budget=0.02), forward_seconds(network([512, 2048, 512]), 8, budget=0.02)
    assert 0 < small < large


def test_the_whole_batch_goes_through_at_once():
    seen = []

    class Watched:
        layers = network().layers

        def __call__(self, x):
            seen.append(x.shape)

    forward_seconds(Watched(), batch=7, budget=0.01)
    assert set(seen) == {(7, 6)}


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (([128, 1],), TypeError, "expected an MLP"),
        ((network(), 0), ValueError, "at least 1, got 0"),
        ((network(), 1.5), TypeError, "whole number"),
        ((network(), True), TypeError, "whole number"),
        ((network(), 1, 0), ValueError, "more than 0 seconds"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(arguments, error, words):
    with pytest.raises(error, match=words):
        forward_seconds(*arguments)


def test_something_to_call_is_needed():
    with pytest.raises(TypeError, match="something to call"):
        median_seconds(0.5)
