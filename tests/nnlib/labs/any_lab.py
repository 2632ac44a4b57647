"""What the tests of labs share: the options of a control, any setting, another setting of each, the picture shown."""

from functools import cache

from hypothesis import strategies as st

from nnlib import labs
from nnlib.labs.controls import options_of
from tests.nnlib.labs.pictures import SVG, seen

# For each lab a value of every control that is not the one it starts with, and that shows.
OTHER = {
    "activation_explorer": {"bend": "gelu", "z": -1.3, "layers": 17, "weight": -2.4},
    "budget_slider": {
        "budget": 901, "depth": 5.0, "inputs": 10, "seed": 7.0, "biases": "zero", "target": "sine",
    },
    "collapse_explorer": {"layers": 37, "weights": "near-identity", "strength": 0.8, "bias": 1.1, "bend": "tanh"},
    "cost_explorer": {
        "inputs": 128, "width1": 256, "width2": 64, "width3": 32, "outputs": 1,
        "repeat": 4, "batch": 64, "precision": "int8", "use": "train",
    },
    "folding_explorer": {"scrub": 37.0, "angle": -40.0, "shift": 0.35, "data": "rings", "bend": "relu"},
    "neuron_explorer": {"x1": -1.3, "x2": 0.4, "w1": -0.9, "w2": 2.6, "b": -2.1, "bend": "tanh", "table": "XOR"},
}  # fmt: skip


def options(control):
    """Return all that a control can be set to."""
    if hasattr(control, "options"):
        return options_of(control)
    count = round((control.max - control.min) / control.step)
    return [round(control.min + step * control.step, 9) for step in range(count + 1)]


def settings(lab):
    """Return the settings of a lab as a strategy."""
    return st.fixed_dictionaries({name: st.sampled_from(options(control)) for name, control in lab.controls.items()})


@cache
def settings_of(name):
    """Return the same for the lab of that name."""
    return settings(getattr(labs, name)())


def drawn(lab):
    """Return the picture that the lab shows now."""
    return seen(lab).find(SVG + "svg")


def letters(root):
    """Return the texts of a picture."""
    return ["".join(item.itertext()) for item in root.iter(SVG + "text")]
