"""Do the pictures of many tries show each number, and say so in words?"""

import numpy as np

from nnlib.plots import alt_text, error_law, possible_and_typical, runs


def test_a_power_law_is_read_off_the_data():
    n = np.array([4, 8, 16])
    ax = error_law(n, {"squares": 1.0 / n**2, "halves": 1.0 / n})
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert "squares: from 0.0625 to 0.00391, divided by 4.0" in alt_text(ax)
    assert "halves: from 0.25 to 0.0625, divided by 2.0" in alt_text(ax)
    assert len({drawn.get_linestyle() for drawn in ax.get_lines()}) == 2


def test_possible_and_typical_stand_side_by_side():
    ax = possible_and_typical(["1 × 64", "4 × 16"], [65, 83_521], [65.0, 64.9])
    assert sorted(bar.get_width() for bar in ax.patches) == [64.9, 65, 65, 83_521]
    assert alt_text(ax).endswith("4 × 16: 83,521 possible, 64.9 typical.")
    assert {bar.get_hatch() for bar in ax.patches} == {"//", None}


def test_every_run_is_a_dot_in_its_row():
    ax = runs({"wide": [0.3, 0.02, 0.05], "deep": [0.5, 0.6]}, good=0.1)
    dots = [drawn.get_xdata() for drawn in ax.get_lines() if drawn.get_linestyle() == "None"]
    assert [sorted(row) for row in dots] == [[0.02, 0.05, 0.3], [0.5, 0.6]]
    assert "wide: 2 of 3 below 0.1, best 0.020, median 0.050, worst 0.300." in alt_text(ax)
    assert "deep: 0 of 2 below 0.1" in alt_text(ax)
