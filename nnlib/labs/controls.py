"""The controls of a lab, made of core widgets: a slider over even steps, one over any numbers, a drop-down list."""

# ipywidgets lets one type into the readout of a slider over options, and takes no notice of what was typed.
STEPS = "wsb-steps"
_UNTYPED = "-moz-user-modify: read-only; -webkit-user-modify: read-only; pointer-events: none;"
READ_ONLY = f"<style>.{STEPS} .widget-readout {{ {_UNTYPED} }}</style>"


def slider(label, value, low, high, step=0.1):
    """Return a slider that redraws while it moves; the readout shows as many decimals as its step has."""
    import ipywidgets

    decimals = len(f"{step:.9f}".rstrip("0").partition(".")[2])
    return ipywidgets.FloatSlider(
        value=value, min=low, max=high, step=step, description=label, continuous_update=True,
        readout_format=f".{decimals}f", layout=ipywidgets.Layout(width="290px"), style={"description_width": "48px"},
    )  # fmt: skip


def choice(label, value, options):
    """Return a drop-down list."""
    import ipywidgets

    return ipywidgets.Dropdown(
        options=list(options), value=value, description=label, layout=ipywidgets.Layout(width="220px"),
        style={"description_width": "48px"},
    )  # fmt: skip


def steps(label, value, options):
    """Return a slider over numbers that do not lie evenly: whole ones, each written with its thousands apart.

    Parameters
    ----------
    label : str
    value : int
        Where it starts, one of `options`.
    options : sequence of int, or of (str, int)
        In the order of the slider; a pair says what the readout shows instead of the number.
    """
    import ipywidgets

    pairs = [option if isinstance(option, tuple) else (f"{option:,}", option) for option in options]
    control = ipywidgets.SelectionSlider(
        options=pairs, value=value, description=label, continuous_update=True,
        layout=ipywidgets.Layout(width="290px"), style={"description_width": "48px"},
    )  # fmt: skip
    control.add_class(STEPS)
    return control


def is_steps(control):
    """Return whether a control was made by `steps`."""
    import ipywidgets

    return isinstance(control, ipywidgets.SelectionSlider)


def options_of(control):
    """Return what a control with options can be set to; of one without, nothing."""
    return [option[1] if isinstance(option, tuple) else option for option in getattr(control, "options", ())]
