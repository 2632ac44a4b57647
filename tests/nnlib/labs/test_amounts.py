"""Amounts have three digits and the right name, also where rounding reaches the next name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs.amounts import amount, in_bytes, in_seconds, short

POWERS = {"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15}


@given(st.integers(1, 10**18))
def test_an_amount_is_within_half_of_its_last_digit(number):
    digits, _, name = amount(number).partition(" ")
    assert abs(float(digits) * POWERS[name] - number) <= 0.0051 * number


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1"), (999, "999"), (1_000, "1.00 thousand"), (9_996, "10.0 thousand"), (99_960, "100 thousand")],
)
def test_three_digits_also_where_they_roll_over(number, words):
    assert amount(number) == words


def test_a_narrow_place_has_whole_numbers_below_a_million():
    assert [short(999_999), short(1_000_000), short(16_781_312)] == ["999,999", "1.00M", "16.8M"]


def test_bytes_are_counted_in_thousands():
    assert [in_bytes(1.5), in_bytes(296_964), in_bytes(2**30)] == ["1.5 B", "297 kB", "1.07 GB"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2e-5, "20.0 µs"), (9.999e-4, "1.00 ms"), (0.0021, "2.10 ms"), (0.9999, "1.00 s"), (12, "12.0 s")],
)
def test_times(seconds, words):
    assert in_seconds(seconds) == words
