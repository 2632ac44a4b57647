"""The open step of lesson 5's `count_pieces`, as students type it: each is put into the very cell of the lesson."""

import json
import re
from pathlib import Path

import numpy as np

from nnlib import MLP

NOTEBOOK = Path(__file__).resolve().parents[2] / "solutions" / "05_depth_vs_width" / "05_depth_vs_width.ipynb"
_GAP = re.compile(r"( *)### BEGIN SOLUTION\n.*### END SOLUTION", re.DOTALL)


def typed(step):
    """Return the cell's `count_pieces` with these lines in its gap."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    source = "".join(next(cell["source"] for cell in cells if cell["id"] == "count_pieces"))
    lines = step.strip().splitlines()
    filled = _GAP.sub(lambda gap: "\n".join(gap[1] + line for line in lines), source)
    names = {"np": np, "MLP": MLP}
    exec(filled, names)
    return names["count_pieces"]


_FOUND = "piece, neuron = np.nonzero(z[:-1] * z[1:] < 0)\n"
_READ = "left, right = z[piece, neuron], z[piece + 1, neuron]\ndistance = ends[piece + 1] - ends[piece]\n"
_PLACED = _READ + "new = ends[piece] + distance * left / (left - right)"
_EVERYWHERE = "new = ends[:-1, None] - z[:-1] * np.diff(ends)[:, None] / np.diff(z, axis=0)\n"

RIGHT = [
    _FOUND + _PLACED,
    _FOUND + _READ + "new = ends[piece + 1] - distance * right / (right - left)",
    _FOUND + _READ + "new = ends[piece] + distance * abs(left) / (abs(left) + abs(right))",
    "piece, neuron = np.nonzero(np.sign(z[:-1]) != np.sign(z[1:]))\n" + _PLACED,
    _EVERYWHERE + "new = new[(ends[:-1, None] < new) & (new < ends[1:, None])]",
    """
new = []
for i in range(len(ends) - 1):
    for a, b in zip(z[i], z[i + 1]):
        if a < 0 < b or b < 0 < a:
            new.append(ends[i] + (ends[i + 1] - ends[i]) * a / (a - b))
""",
]

# (step, a piece of the sentence that the student must read)
WRONG = [
    (_FOUND + "new = (ends[piece] + ends[piece + 1]) / 2", "in its middle"),
    (_FOUND + "new = ends[piece] + np.diff(ends)[piece] / 2", "in its middle"),
    (_FOUND + "new = ends[piece] + 3 / 4 * np.diff(ends)[piece]", "three quarters of the way in every piece"),
    (_FOUND + _READ + "new = ends[piece] + distance * left / (left + right)", "left / (left + right)"),
    (_FOUND + _READ + "new = ends[piece] + left / (right + left) * distance", "left / (left + right)"),
    (_FOUND + _READ + "new = ends[piece] + distance * right / (right - left)", "measured from the wrong end"),
    (_FOUND + _READ + "new = ends[piece + 1] - distance * left / (left - right)", "measured from the wrong end"),
    (
        _FOUND + _READ + "new = ends[piece] + distance * abs(right) / (abs(left) + abs(right))",
        "measured from the wrong end",
    ),
    (_FOUND + _READ + "new = ends[piece] + left * distance / np.diff(z, axis=0)[piece, neuron]", "sign is turned"),
    (_FOUND + _READ + "new = ends[piece + 1] + distance * left / (left - right)", "starts at the right end"),
    (_FOUND + _READ + "new = distance * left / (left - right)", "counted from x = 0"),
    (
        _FOUND + "new = -z[piece, neuron] * np.diff(ends)[piece] / np.diff(z, axis=0)[piece, neuron]",
        "counted from x = 0",
    ),
    (_FOUND + _READ + "new = ends[piece] + left / (left - right)", "as if each piece were 1 long"),
    (_FOUND + "new = ends[piece] - z[piece, neuron] / np.diff(z, axis=0)[piece, neuron]", "as if each piece were 1"),
    (_FOUND + _READ + "new = left / (left - right)", "taken for the place itself"),
    ("piece, neuron = np.nonzero((z[:-1] < 0) & (z[1:] > 0))\n" + _PLACED, "rises through 0"),
    ("piece, neuron = np.nonzero((z[:-1] > 0) & (z[1:] < 0))\n" + _PLACED, "falls through 0"),
    ("z = z[:, :1]\n" + _FOUND + _PLACED, "Only the first neuron"),
    (
        "z = z[:, 0]\n"
        "piece = np.nonzero(z[:-1] * z[1:] < 0)[0]\n"
        "new = ends[piece] - z[piece] * np.diff(ends)[piece] / np.diff(z)[piece]",
        "Only the first neuron",
    ),
    (_FOUND + "new = piece", "numbers of the rows"),
    (_EVERYWHERE, "A place is worked out for every neuron in every piece"),
    (
        "new = ends[:-1, None] + np.diff(ends)[:, None] * z[:-1] / (z[:-1] - z[1:])",
        "A place is worked out for every neuron in every piece",
    ),
    (_EVERYWHERE + "new = new[np.isfinite(new)]", "A place is worked out for every neuron in every piece"),
    ("piece, neuron = np.nonzero(z[:-1] * z[1:] <= 0)\n" + _PLACED, "becomes 0 / 0"),
    ("piece, neuron = np.nonzero(z[:-1] * z[1:] > 0)\n" + _PLACED, "the same sign at both ends. It passes 0 in"),
    (_FOUND + "new = ends[piece]", "no end ever joined"),
    ("end, neuron = np.nonzero(z == 0)\nnew = ends[end]", "no end ever joined"),
    ("end, neuron = np.nonzero(np.isclose(z, 0))\nnew = ends[end]", "no end ever joined"),
    ("new = []", "no end ever joined"),
    # no known mistake: the smallest input, worked out
    (_FOUND + "new = piece + 1", "simplest input"),
    (_FOUND + _READ + "new = ends[piece] + distance * left / right", "simplest input"),
    (_FOUND + _READ + "new = ends[piece] + left * distance", "simplest input"),
]
