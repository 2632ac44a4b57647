"""Lab: one neuron with two inputs. Move a number, see it weigh, sum and bend."""

from nnlib.labs import svg
from nnlib.labs.lab import Challenge, Lab, choice, slider
from nnlib.labs.neuron_picture import bend_curve, sum_of_terms, weigh
from nnlib.labs.neuron_plane import plane
from nnlib.labs.two_input_neuron import FULL, SPAN, TABLES, TwoInputNeuron

TITLE = "Neuron explorer"
START = {"x1": 2.0, "x2": 1.0, "w1": 1.5, "w2": -0.8, "b": 0.3, "bend": "relu", "table": "none"}
BENDS = tuple(FULL)

_CUT = {"w1": 1.0, "w2": 1.0, "bend": "step"}
PRESETS = {
    "AND": {**_CUT, "x1": 1.0, "x2": 1.0, "b": -1.5, "table": "AND"},
    "OR": {**_CUT, "x1": 1.0, "x2": 0.0, "b": -0.5, "table": "OR"},
    "XOR?": {**_CUT, "x1": 1.0, "x2": 1.0, "b": 0.5, "table": "XOR"},  # two rows right: there is something to find
    "Worked example": {"x1": 2.0, "x2": 1.0, "w1": 1.0, "w2": -2.0, "b": 0.5, "bend": "step", "table": "none"},
    "Reset": START,
}

TARGET = (1.0, -1.0)
_THROUGH = {**_CUT, "x1": 2.0, "x2": 1.0, "b": -1.0, "table": "none"}


def silenced(x1, x2, w1, w2, b, bend, table):
    """Whether the ReLU of the start is silent and only its bias was moved."""
    now = {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "bend": bend}
    return all(now[name] == START[name] for name in now) and TwoInputNeuron(**now, b=b).z <= 0


def through_target(x1, x2, w1, w2, b, bend, table):
    """Whether the cut passes through the target and the bias is still that of the challenge's start."""
    neuron = TwoInputNeuron(x1, x2, w1, w2, b, bend)
    return b == _THROUGH["b"] and neuron.z_at(*TARGET) == 0


CHALLENGES = (
    Challenge("Silence the neuron with the bias alone: bring the ReLU's output from 2.50 down to 0.", START, silenced),
    Challenge(
        "Turn the line through the goal, the diamond at (1, −1), with the weights alone; b starts at −1.",
        _THROUGH,
        through_target,
    ),
)


def draw(x1, x2, w1, w2, b, bend, table):
    """Return the picture of one neuron and the sentence that says its arithmetic.

    Parameters
    ----------
    x1, x2, w1, w2, b : float
        Inputs, weights and bias, each from -3 to 3.
    bend : str
        One of `BENDS`.
    table : str
        The truth table that the plane shows: "none", "AND", "OR" or "XOR".

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(x1=2, x2=1, w1=1, w2=-2, b=0.5, bend="step", table="none")[1]
    'Weigh: 1.0 × 2.0 = 2.00 and −2.0 × 1.0 = −2.00. Sum: 2.00 − 2.00 + 0.50 = 0.50. Bend: step(0.50) = 1.00.'
    """
    neuron = TwoInputNeuron(x1, x2, w1, w2, b, bend)
    sentence = in_words(neuron, table)
    settings = ", ".join(f"{name} = {svg.decimal(getattr(neuron, name), 1)}" for name in ("x1", "x2", "w1", "w2", "b"))
    label = f"{TITLE}. {settings}, bend = {bend}, table = {table}. {sentence}"
    drawings = (weigh(neuron), sum_of_terms(neuron), bend_curve(neuron), plane(neuron, table, TARGET))
    return svg.picture(900, 400, label, *drawings), sentence


def in_words(neuron, table):
    """Return the neuron's arithmetic and, with a truth table, how many of its rows come out right."""
    first, second, bias = neuron.terms
    products = (
        f"{svg.decimal(w, 1)} × {svg.decimal(x, 1)} = {svg.decimal(w * x)}"
        for w, x in ((neuron.w1, neuron.x1), (neuron.w2, neuron.x2))
    )
    added = "".join(f" {'−' if term < 0 else '+'} {svg.decimal(abs(term))}" for term in (second, bias))
    z, a = svg.decimal(neuron.z), svg.decimal(neuron.a)
    weigh, total = " and ".join(products), f"{svg.decimal(first)}{added} = {z}"
    sentence = f"Weigh: {weigh}. Sum: {total}. Bend: {neuron.bend}({z}) = {a}."
    if table == "none":
        return sentence
    wrong = neuron.wrong_rows(table)
    where = "".join(f", wrong at {corner}" for corner in wrong[:1]) + "".join(f" and {corner}" for corner in wrong[1:])
    return f"{sentence} {table}: {4 - len(wrong)} of 4 rows right{where}."


def neuron_explorer():
    """Return the lab; as the last line of a notebook cell it is shown."""
    sliders = {
        name: slider(label, START[name], -SPAN, SPAN)
        for name, label in {"x1": "x₁", "x2": "x₂", "w1": "w₁", "w2": "w₂", "b": "b"}.items()
    }
    columns = [
        {name: sliders[name] for name in ("x1", "x2")},
        {name: sliders[name] for name in ("w1", "w2", "b")},
        {"bend": choice("bend", START["bend"], BENDS), "table": choice("table", START["table"], TABLES)},
    ]
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES)
