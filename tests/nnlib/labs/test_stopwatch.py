"""A measurement runs the very network, is short, and refuses with a reason what would take too long."""

import re
import time

import pytest

from nnlib.labs import stopwatch
from nnlib.labs.stopwatch import built, measured, too_much

UNITS = {"µs": 1e-6, "ms": 1e-3, "s": 1.0}
RANKING = [128, 256, 128, 64, 1]


def seconds(words):
    number, unit = re.match(r"([\d.]+) (µs|ms|s)", words).groups()
    return float(number) * UNITS[unit]


def test_the_network_that_is_timed_has_the_very_sizes():
    network = built([3, 5, 2])
    assert [layer.weight.shape for layer in network.layers] == [(5, 3), (2, 5)]
    assert [layer.activation_name for layer in network.layers] == ["relu", "identity"]
    assert network.n_parameters == 32


def test_a_measurement_names_the_network_and_both_batches():
    words = measured(RANKING, 32, "128 → … → 1")
    assert words.startswith("Measured here, in float64, 128 → … → 1: one input ")
    one, many = words.split("one input ")[1], words.split("; batch 32 ")[1]
    assert 0 < seconds(one) < 1
    assert 0 < seconds(many) < 1
    each = re.search(r", ([\d.]+ (?:µs|ms|s)) an input", words)[1]
    assert seconds(each) == pytest.approx(seconds(many) / 32, rel=0.2, abs=1e-8)  # both are rounded


def test_with_one_input_there_is_one_time():
    assert "batch" not in measured([2, 3, 1], 1, "2 → 3 → 1")


def test_the_rate_is_the_work_over_the_time(monkeypatch):
    asked = []

    def forward_seconds(network, batch, budget):
        asked.append((network.n_parameters, batch))
        return 0.001 * batch

    monkeypatch.setattr(stopwatch, "forward_seconds", forward_seconds)
    words = measured([1, 1, 1], 32, "tiny")
    assert asked == [(4, 1), (4, 32)]
    assert "one input 1.00 ms (4.00 thousand FLOPs a second)" in words
    assert "batch 32 32.0 ms, 1.00 ms an input (4.00 thousand FLOPs a second)." in words


def test_a_network_too_large_for_the_memory_is_refused_at_once():
    start = time.perf_counter()
    words = measured([8_192, 32_768, 8_192], 1, "large")
    assert time.perf_counter() - start < 0.1
    assert words.startswith("Not measured: it would take ")
    assert words.endswith("and 500 MB is the limit. Choose a smaller network.")


def test_a_pass_with_too_many_operations_is_refused():
    assert too_much([1_024, 1_024, 10], 1) == ""
    assert "one pass has 8.67 billion FLOPs" in too_much([1_024, 1_024, 10], 4_096)


def test_a_huge_batch_counts_as_memory():
    assert "of memory" in too_much([1, 32_768, 1], 4_096)


def test_the_largest_network_allowed_is_measured_in_a_few_seconds():
    sizes = [4_096, 6_144, 1]
    assert too_much(sizes, 16) == ""
    start = time.perf_counter()
    measured(sizes, 16, "large")
    assert time.perf_counter() - start < 20  # aimed at two; the machine may be busy
