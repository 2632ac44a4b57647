"""Do bars, shares and cards say what the numbers say?"""

import pytest

from nnlib.plots import alt_text, cost_bars, memory_needs

RANKING = {"128 → 256": 33_024, "256 → 128": 32_896, "128 → 64": 8_256, "64 → 1": 65}


def test_bars_are_as_long_as_their_costs_and_shares_add_up():
    ax = cost_bars(RANKING, "parameters")
    assert [bar.get_width() for bar in ax.patches] == list(RANKING.values())
    assert [label.get_text() for label in ax.get_yticklabels()] == list(RANKING)
    written = [text.get_text() for text in ax.texts]
    assert written == ["33,024, 44.5 %", "32,896, 44.3 %", "8,256, 11.1 %", "65, 0.1 %"]
    assert alt_text(ax).startswith("74,241 parameters. 128 → 256: 33,024, 44.5 %.")
    low, high = ax.get_ylim()
    assert low > high  # the first row is on top


def test_bars_of_nothing_have_no_share():
    assert alt_text(cost_bars({"a": 0}, "bytes")) == "0 bytes. a: 0, 0.0 %."


def test_needs_end_where_they_should_and_look_different_where_no_card_holds_them():
    ax = memory_needs({"small": 14, "large": 140}, cards=(80, 16))
    small, large = (next(line for line in ax.lines if list(line.get_xdata()) == [x]) for x in (14, 140))
    assert (small.get_marker(), large.get_marker()) == ("s", "o")
    assert small.get_color() != large.get_color()
    assert [tuple(line.get_xdata()) for line in ax.lines][:2] == [(16, 16), (80, 80)]
    assert alt_text(ax) == (
        "GB needed, against cards of 16, 80 GB. small: 14, fits into 16, 80. large: 140, fits into none."
    )


def test_a_need_as_large_as_a_card_fits():
    assert "exactly: 16, fits into 16." in alt_text(memory_needs({"exactly": 16}, cards=[16]))


@pytest.mark.parametrize("draw", [lambda rows: cost_bars(rows, "bytes"), memory_needs])
def test_what_cannot_be_drawn_is_refused(draw):
    with pytest.raises(ValueError, match="1 to 12 rows to draw, got 0"):
        draw({})
    with pytest.raises(ValueError, match="got 13"):
        draw(dict.fromkeys(range(13), 1))
    with pytest.raises(ValueError, match="'a' is -1"):
        draw({"a": -1})
    with pytest.raises(ValueError, match="'a' is nan"):
        draw({"a": float("nan")})


def test_a_scale_of_tens_begins_above_zero():
    with pytest.raises(ValueError, match="above 0"):
        memory_needs({"a": 0})
    with pytest.raises(ValueError, match="above 0"):
        memory_needs({"a": 1}, cards=[0])
