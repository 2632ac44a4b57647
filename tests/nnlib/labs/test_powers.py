"""Tiny, huge and exact numbers are written so that none can be taken for another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs.powers import decade, in_powers, power

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read(text):
    """The number that a reader takes from the text."""
    found = re.fullmatch(r"(−?[\d.]+)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text)
    return float(found[1].replace("−", "-")) * 10.0 ** int((found[2] or "⁰").translate(RAISED))


@given(st.floats(1e-99, 1e99), st.sampled_from([1, -1]))
def test_a_number_is_read_as_what_it_is_up_to_its_second_digit(size, sign):
    text = in_powers(sign * size)
    assert read(text) == pytest.approx(sign * size, rel=0.051, abs=0)
    assert len(text) <= 11


def test_only_an_exact_nought_or_one_is_written_without_decimals():
    assert (in_powers(0.0), in_powers(-0.0), in_powers(1.0)) == ("0", "0", "1")
    assert (in_powers(1 - 1e-9), in_powers(1e-300), in_powers(-1.0)) == ("1.00", "1.0·10⁻³⁰⁰", "−1.00")


@given(st.integers(-90, 90), st.floats(1.000001, 9.999))
def test_the_decade_is_the_power_of_ten_below(exponent, digits):
    assert decade(digits * 10.0**exponent) == exponent
    assert decade(float(f"1e{exponent}")) == exponent


def test_powers_have_raised_digits():
    assert [power(exponent) for exponent in (12, 1, 0, -9)] == ["10¹²", "10¹", "10⁰", "10⁻⁹"]
