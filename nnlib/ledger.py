"""The arithmetic of one neuron on one input, written out term by term."""

import numpy as np

from nnlib.activations import activation_name, get_activation
from nnlib.arrays import as_floats

MOST_TERMS = 8
MOST_DECIMALS = 4


def ledger(x, w, b, activation="identity") -> str:
    """Return weigh, sum and bend of one neuron on one input, as lines of plain text.

    Parameters
    ----------
    x, w : array_like of shape (d,)
        The inputs and their weights.
    b : float
        The bias.
    activation : str or callable
        The bend: a name in `nnlib.activations.ACTIVATIONS`, or any function of z.

    Returns
    -------
    str
        Numbers have up to four decimals. Of more than eight inputs, the middle ones share one line.

    Raises
    ------
    ValueError, TypeError
        If x and w are not two lists of numbers of equal length, or b is not one number.

    Examples
    --------
    >>> print(ledger([2, 3, -1], [0.5, -0.2, 0.8], 0.1, "relu"))
    weigh   2 × 0.5  =  1
            3 × −0.2 = −0.6
           −1 × 0.8  = −0.8
           bias      =  0.1
    sum    z = 1 − 0.6 − 0.8 + 0.1 = −0.3
    bend   a = relu(−0.3) = 0
    """
    x, w, b = checked_terms(x, w, b)
    with np.errstate(all="ignore"):
        products = x * w
        z = x @ w + b
    weigh, terms = _weigh(x, w, products, b)
    z_text = number(z)
    remark = "   (0 on paper: float64 keeps a little rounding)" if z != 0 and _is_zero_on_paper(x, w, b) else ""
    bend = f"a = {activation_name(activation)}({z_text}) = {number(get_activation(activation)(z))}"
    lines = [*weigh, f"z = {_signed_sum(terms)} = {z_text}{remark}", bend]
    labels = ["weigh", *[""] * (len(weigh) - 1), "sum", "bend"]
    return "\n".join(f"{label:<7}{line}".rstrip() for label, line in zip(labels, lines, strict=True))


def number(value) -> str:
    """Write a number for people: up to four decimals, a true minus sign, the tiny and the huge in powers of ten.

    Examples
    --------
    >>> number(-0.30000000000000004), number(2.0), number(5.55e-17), number(12345678.9)
    ('−0.3', '2', '5.55e−17', '1.23e+07')
    """
    value = float(value)
    if value == 0:
        return "0"
    if not np.isfinite(value):
        text = str(value)
    elif 10.0**-MOST_DECIMALS <= abs(value) < 1e6:
        text = f"{value:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:.3g}"
    return text.replace("-", "−")


def checked_terms(x, w, b):
    """Return x and w as arrays of one shape (d,) and b as a float, or say in a sentence what does not fit."""
    x, w, b = (as_floats(v, name) for v, name in ((x, "The input x"), (w, "The weights w"), (b, "The bias b")))
    if x.ndim != 1 or x.shape != w.shape or x.size == 0:
        raise ValueError(
            f"One input was expected, x and w of the same shape (d,), got x {x.shape} and w {w.shape}."
            + (" Pass one row of x." if x.ndim == 2 else "")
        )
    if b.ndim != 0:
        raise ValueError(f"One number was expected as b, got shape {b.shape}.")
    return x, w, float(b)


def _weigh(x, w, products, b):
    """Return the lines of the weighing with the bias below, and the terms that the sum adds up."""
    shown = range(len(x)) if len(x) <= MOST_TERMS else [*range(MOST_TERMS - 2), len(x) - 1]
    xs, ws, results = ([number(values[i]) for i in shown] for values in (x, w, products))
    x_width, w_width = max(map(len, xs)), max(map(len, ws))
    weighed = [f"{x_text:>{x_width}} × {w_text:<{w_width}}" for x_text, w_text in zip(xs, ws, strict=True)]
    weighed.append("bias".ljust(x_width + w_width + 3))
    results.append(number(b))
    space = " " if any(text.startswith("−") for text in results) else ""
    lines = [
        f"{left} = {'' if text.startswith('−') else space}{text}" for left, text in zip(weighed, results, strict=True)
    ]
    terms = [*(products[i] for i in shown), b]
    if len(shown) < len(x):
        between = products[MOST_TERMS - 2 : -1]
        lines.insert(-2, f"… {len(between)} more, which add up to {number(between.sum())}")
        terms.insert(-2, between.sum())
    return lines, terms


def _signed_sum(terms) -> str:
    first, *rest = [number(term) for term in terms]
    return first + "".join(f" − {text[1:]}" if text.startswith("−") else f" + {text}" for text in rest)


def _is_zero_on_paper(x, w, b) -> bool:
    """Is the sum 0 when the numbers mean the decimals that people read, 0.1 being a tenth exactly?"""
    from fractions import Fraction  # rarely needed, and not free to import

    if not np.isfinite([*x, *w, b]).all():
        return False
    exact = [Fraction(str(float(value))) for value in (*x, *w, b)]
    xs, ws, bias = exact[: len(x)], exact[len(x) : -1], exact[-1]
    return sum(p * q for p, q in zip(xs, ws, strict=True)) + bias == 0
