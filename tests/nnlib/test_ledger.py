"""Does the ledger show the arithmetic that happened, in numbers that people read?"""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.ledger import ledger, number

small = st.integers(-9, 9)


def read(text):
    """Turn a number of the ledger back into a float."""
    return float(text.replace("−", "-"))


@given(terms=st.lists(st.tuples(small, small), min_size=1, max_size=8), b=small)
def test_each_line_of_a_ledger_is_true(terms, b):
    x, w = zip(*terms, strict=True)
    lines = ledger(x, w, b, "relu").splitlines()
    weighed = [re.fullmatch(r"(?:weigh)? *(\S+) × (\S+) *= +(\S+)", line).groups() for line in lines[: len(terms)]]
    assert [tuple(map(read, line[:2])) for line in weighed] == [tuple(map(float, term)) for term in terms]
    assert all(read(p) * read(q) == read(product) for p, q, product in weighed)
    assert read(lines[len(terms)].split("=")[1]) == b
    shown_sum, z = re.fullmatch(r"sum    z = (.+) = (\S+)", lines[-2]).groups()
    pieces = shown_sum.replace(" − ", " + −").split(" + ")
    assert sum(map(read, pieces)) == read(z) == sum(p * q for p, q in terms) + b
    assert lines[-1] == f"bend   a = relu({z}) = {number(max(0, read(z)))}"


def test_the_worked_example_shows_what_rounding_leaves():
    text = ledger([0.5, 0.8, 0.2], [0.4, -0.6, 0.9], 0.1, "step")
    assert text == (
        "weigh  0.5 × 0.4  =  0.2\n"
        "       0.8 × −0.6 = −0.48\n"
        "       0.2 × 0.9  =  0.18\n"
        "       bias       =  0.1\n"
        "sum    z = 0.2 − 0.48 + 0.18 + 0.1 = 5.55e−17   (0 on paper: float64 keeps a little rounding)\n"
        "bend   a = step(5.55e−17) = 1"
    )


def test_a_tiny_sum_that_is_no_rounding_is_not_called_one():
    assert "on paper" not in ledger([1e-17], [1.0], 0.0)
    assert "on paper" not in ledger([1.0], [1.0], -1.0)


def test_of_many_inputs_the_middle_ones_share_a_line():
    w = np.arange(1.0, 13.0)
    lines = ledger(np.ones(12), w, 0.5).splitlines()
    assert lines[6].strip() == "… 5 more, which add up to 45"  # 7 + 8 + 9 + 10 + 11
    assert lines[-2] == "sum    z = 1 + 2 + 3 + 4 + 5 + 6 + 45 + 12 + 0.5 = 78.5"
    assert len(ledger(np.ones(8), np.ones(8), 0).splitlines()) == 11, "eight inputs have a line each"


def test_nan_infinity_and_own_functions_are_shown():
    assert ledger([np.nan], [1.0], 0.0, "relu").endswith("bend   a = relu(nan) = nan")
    assert ledger([-np.inf], [1.0], 0.0).endswith("bend   a = identity(−inf) = −inf")
    assert ledger([2], [1], 0, lambda z: z * z).endswith("bend   a = activation(2) = 4")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (2.0, "2"),
        (-0.30000000000000004, "−0.3"),
        (1 / 3, "0.3333"),
        (100.0, "100"),
        (999999.99999, "1000000"),
        (1.5e7, "1.5e+07"),
        (-1e-5, "−1e−05"),
        (0.0001, "0.0001"),
        (np.nan, "nan"),
        (-np.inf, "−inf"),
        (np.float32(0.1), "0.1"),
    ],
)
def test_numbers_are_written_for_people(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("x", "w", "b", "error", "sentence"),
    [
        ([1, 2], [1], 0, ValueError, r"One input was expected.*got x \(2,\) and w \(1,\)"),
        ([[1, 2]], [1, 2], 0, ValueError, "Pass one row of x"),
        ([], [], 0, ValueError, r"got x \(0,\)"),
        ([1], [1], [0, 0], ValueError, r"One number was expected as b, got shape \(2,\)"),
        (["a"], [1], 0, TypeError, "The input x must be real numbers"),
    ],
)
def test_what_makes_no_ledger_is_refused_in_words(x, w, b, error, sentence):
    with pytest.raises(error, match=sentence):
        ledger(x, w, b)
