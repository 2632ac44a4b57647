"""What the tests of labs with many controls share: the options of a control, any setting, and the picture shown."""

from hypothesis import strategies as st

from nnlib.labs.controls import options_of
from tests.nnlib.labs.pictures import SVG, seen


def options(control):
    """Return all that a control can be set to."""
    if hasattr(control, "options"):
        return options_of(control)
    count = round((control.max - control.min) / control.step)
    return [round(control.min + step * control.step, 9) for step in range(count + 1)]


def settings(lab):
    """Return the settings of a lab as a strategy."""
    return st.fixed_dictionaries({name: st.sampled_from(options(control)) for name, control in lab.controls.items()})


def drawn(lab):
    """Return the picture that the lab shows now."""
    return seen(lab).find(SVG + "svg")
