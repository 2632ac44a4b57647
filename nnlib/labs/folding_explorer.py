"""Lab: a sheet of inputs pushed through the layers. A straight cut in the last space is a curve in the first."""

from nnlib.labs import svg
from nnlib.labs.folding_cut import Cut
from nnlib.labs.folding_network import LEFT_SLOPE, NAMES
from nnlib.labs.folding_picture import input_plane, on_the_way
from nnlib.labs.folding_progress import legend, place, progress
from nnlib.labs.lab import Challenge, Lab, choice, slider

TITLE = "Folding explorer"
START = {"scrub": 100.0, "angle": 135.0, "shift": 1.0, "data": "teeth", "bend": "fold"}
BENDS = tuple(LEFT_SLOPE)

_XOR = {"scrub": 0.0, "angle": 0.0, "shift": 0.3, "data": "XOR", "bend": "relu"}
_RINGS = {"scrub": 0.0, "angle": 60.0, "shift": 0.2, "data": "rings", "bend": "none"}
PRESETS = {
    "Teeth": START,
    "Rings": _RINGS,
    "XOR": _XOR,
    "To the input": {"scrub": 0.0},
    "To the last space": {"scrub": 100.0},
}


def separated(data):
    """Return a function of the controls: whether in the last space of `data` no point is on the wrong side."""

    def met(scrub, angle, shift, **names):
        return names["data"] == data and scrub == 100 and not Cut(**names, angle=angle, shift=shift).wrong.any()

    return met


CHALLENGES = (
    Challenge(
        "XOR: scrub to the last space, then turn and shift the straight cut until no point is on the wrong side.",
        _XOR,
        separated("XOR"),
    ),
    Challenge(
        "Rings: no straight cut can do it in the flat plane. Find the bend that can; then move the cut in small steps.",
        _RINGS,
        separated("rings"),
    ),
)


def draw(scrub, angle, shift, data, bend):
    """Return the picture of a sheet of inputs on its way through a network, and the sentence that says what it shows.

    Parameters
    ----------
    scrub : float
        How far the sheet has come, in per cent: 0 is the input, 100 the last space.
    angle, shift : float
        The straight cut in the last space: the direction of its arrow in degrees, and its distance from the origin.
    data : str
        "teeth", "rings" or "XOR"; each brings the weights that were made for it.
    bend : str
        One of `BENDS`, for all layers.

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(scrub=0, angle=135, shift=1.0, data="teeth", bend="none")[1].split(". ")[0]
    'At the start: the sheet is flat'
    """
    cut = Cut(data, bend, angle, shift)
    stage = round(scrub / 100 * cut.network.depth, 9)
    sentence = in_words(cut, stage)
    settings = f"scrub = {scrub:.0f} %, angle = {svg.decimal(angle, 0)}°, shift = {svg.decimal(shift)}"
    label = f"{TITLE}. {settings}, data = {data}, bend = {bend}. {sentence}"
    drawings = (input_plane(cut), on_the_way(cut, stage), progress(cut, stage), legend())
    return svg.picture(900, 400, label, *drawings), sentence


def in_words(cut, stage):
    """Return where the sheet is, what became of the straight cut, and how many points lie on its wrong side."""
    wrong, points, pieces = int(cut.wrong.sum()), len(cut.wrong), cut.pieces
    if pieces == 0:
        curve = "The straight cut of the last space misses the sheet, so the network says the same everywhere."
    elif pieces == 1:
        curve = "The straight cut of the last space is one straight line in the input plane."
    else:
        curve = f"The one straight cut of the last space is {pieces} straight pieces in the input plane."
    verdict = f"{wrong} of {points} points on the wrong side." if wrong else f"All {points} points on the right side."
    return f"{place(stage, cut.network.depth)} {curve} {verdict}"


def folding_explorer():
    """Return the lab; as the last line of a notebook cell it is shown."""
    columns = [
        {"scrub": slider("scrub", START["scrub"], 0, 100, step=1)},
        {
            "angle": slider("angle", START["angle"], -180, 180, step=5),
            "shift": slider("shift", START["shift"], -3, 3, step=0.05),
        },
        {"data": choice("data", START["data"], NAMES), "bend": choice("bend", START["bend"], BENDS)},
    ]
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES)
