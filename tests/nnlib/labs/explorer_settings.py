"""What the tests of the neuron explorer share: settings of its controls, and the bends as formulas."""

import math

from hypothesis import strategies as st

from nnlib.labs.neuron_explorer import BENDS
from nnlib.labs.two_input_neuron import TABLES, TwoInputNeuron

PIXEL = 0.02  # coordinates are written with two decimals
TENTHS = st.integers(-30, 30)  # the sliders' grid: -3.0 to 3.0 in steps of 0.1
GRID = TENTHS.map(lambda tenths: tenths / 10)
NUMBERS = ("x1", "x2", "w1", "w2", "b")
SETTINGS = st.fixed_dictionaries(
    {**dict.fromkeys(NUMBERS, TENTHS), "bend": st.sampled_from(BENDS), "table": st.sampled_from(list(TABLES))}
)
NEURONS = st.builds(TwoInputNeuron, GRID, GRID, GRID, GRID, GRID, st.sampled_from(BENDS))
FORMULAS = {
    "step": lambda z: 1.0 if z > 0 else 0.0,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
}


def floats(settings):
    return {name: value / 10 if name in NUMBERS else value for name, value in settings.items()}


def neuron(x1=2.0, x2=1.0, w1=1.5, w2=-0.8, b=0.3, bend="relu"):
    return TwoInputNeuron(x1, x2, w1, w2, b, bend)
