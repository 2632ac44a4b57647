"""The budget slider's charts can be read: no words lie on what is drawn."""

import pytest

from nnlib.labs.budget_slider import BUDGETS, INPUTS, START, draw
from tests.nnlib.labs.pictures import parse, shapes

LABEL, LETTER, HEIGHT, GAP = "rounding limit", 6.5, 12, 2  # in the picture's units, at the label's size


def label_of(root):
    """Return the left, right, top and bottom of the label of the rounding line, or None where there is no such line."""
    for words in shapes(root, "text"):
        if words.text == LABEL:
            x, baseline, length = float(words.get("x")), float(words.get("y")), LETTER * len(LABEL)
            left = x - length if words.get("text-anchor") == "end" else x
            return left, left + length, baseline - HEIGHT, baseline
    return None


def covers(box, circle):
    left, right, top, bottom = box
    x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
    return left - r < x < right + r and top + GAP - r < y < bottom - GAP + r


@pytest.mark.parametrize("depth", [1, 8])
@pytest.mark.parametrize("inputs", INPUTS)
def test_the_label_of_the_rounding_line_lies_on_no_dot(inputs, depth):
    found = []
    for budget in BUDGETS:
        root = parse(draw(**{**START, "budget": budget, "inputs": inputs, "depth": float(depth)})[0])
        box = label_of(root)
        if box:
            found.append(budget)
            assert not any(covers(box, circle) for circle in shapes(root, "circle")), budget
    assert found
    assert BUDGETS[0] not in found  # no line where no error comes near it
