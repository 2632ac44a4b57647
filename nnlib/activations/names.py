"""Find a bend, or its slope, by its name."""

import types

from nnlib.activations import functions, slopes
from nnlib.arrays import describe

ACTIVATIONS = types.MappingProxyType(
    {
        "identity": functions.identity,
        "step": functions.step,
        "sigmoid": functions.sigmoid,
        "tanh": functions.tanh,
        "relu": functions.relu,
        "leaky_relu": functions.leaky_relu,
        "elu": functions.elu,
        "gelu": functions.gelu,
        "silu": functions.silu,
        "softmax": functions.softmax,
    }
)
"""Every bend by its name."""

SLOPES = types.MappingProxyType(
    {name: getattr(slopes, f"{name}_slope") for name in ACTIVATIONS if name != "softmax"}  # not elementwise: a matrix
)
"""The slope of every elementwise bend, by the name of the bend."""

OTHER_NAMES = {"linear": "identity", "heaviside": "step", "threshold": "step", "logistic": "sigmoid", "swish": "silu"}


def get_activation(activation):
    """Return the bend of that name; a function is returned as it is.

    Parameters
    ----------
    activation : str or callable
        A name in `ACTIVATIONS`, or any function of z.

    Returns
    -------
    callable

    Raises
    ------
    ValueError
        If there is no bend of that name; the sentence suggests the nearest.
    TypeError
        If it is neither a name nor a function.

    Examples
    --------
    >>> get_activation("relu")(-3.0)
    np.float64(0.0)
    >>> get_activation("sigmiod")
    Traceback (most recent call last):
    ValueError: There is no activation 'sigmiod'. Did you mean 'sigmoid'?
    """
    if callable(activation):
        return activation
    if not isinstance(activation, str):
        raise TypeError(
            f"Expected an activation as a name or a function of z, got {describe(activation)}. Pass 'sigmoid', say."
        )
    if activation not in ACTIVATIONS:
        raise ValueError(f"There is no activation {activation!r}. {_suggestion(activation)}")
    return ACTIVATIONS[activation]


def activation_name(activation) -> str:
    """Return the name of a bend, given by name or as a function; a function of one's own goes by its own name.

    Examples
    --------
    >>> activation_name(functions.tanh), activation_name("tanh")
    ('tanh', 'tanh')
    """
    function = get_activation(activation)
    for name, known in ACTIVATIONS.items():
        if function is known:
            return name
    name = getattr(function, "__name__", "")
    return name if name.isidentifier() else "activation"  # a lambda calls itself <lambda>


def slope(activation):
    """Return the slope of a bend, as a function of z.

    Parameters
    ----------
    activation : str or callable
        A name in `SLOPES`, or one of our elementwise functions.

    Returns
    -------
    callable
        A number or array z in, the slope of the bend at each z out, same shape.

    Raises
    ------
    ValueError
        If we do not know its slope.

    Examples
    --------
    >>> slope("relu")(2.0)
    np.float64(1.0)
    """
    function = get_activation(activation)
    for name, known in SLOPES.items():
        if function is ACTIVATIONS[name]:
            return known
    if function is functions.softmax:
        raise ValueError("softmax has a matrix of slopes, not one for each z: every output depends on every input.")
    raise ValueError(f"No slope is known for {activation_name(function)}. Known are: {', '.join(SLOPES)}.")


def _suggestion(name) -> str:
    from difflib import get_close_matches  # only when something went wrong: it costs time to import

    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    near = OTHER_NAMES.get(wanted) or next(iter(get_close_matches(wanted, ACTIVATIONS, n=1)), None)
    return f"Did you mean {near!r}?" if near else f"There are: {', '.join(ACTIVATIONS)}."
