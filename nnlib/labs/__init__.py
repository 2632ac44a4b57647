"""Labs that answer a slider, and predictions that lock before a run.

A lab's module and its function share a name, so labs are imported here at once: a lazy name would turn into the module
as soon as somebody imports that. The predictions come on first use. Nothing here loads ipywidgets until a lab is built.
"""

from nnlib.labs.activation_explorer import activation_explorer
from nnlib.labs.budget_slider import budget_slider
from nnlib.labs.collapse_explorer import collapse_explorer
from nnlib.labs.cost_explorer import cost_explorer
from nnlib.labs.folding_explorer import folding_explorer
from nnlib.labs.neuron_explorer import neuron_explorer

LABS = (  # every lab by its name
    "activation_explorer",
    "budget_slider",
    "collapse_explorer",
    "cost_explorer",
    "folding_explorer",
    "neuron_explorer",
)

__all__ = [
    "activation_explorer",
    "budget_slider",
    "calibration",
    "collapse_explorer",
    "cost_explorer",
    "folding_explorer",
    "look_back",
    "missed",
    "neuron_explorer",
    "predict",
    "reveal",
]


def __getattr__(name):
    if name in ("calibration", "look_back", "missed", "predict", "reveal"):
        from nnlib.labs import predictions

        return getattr(predictions, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
