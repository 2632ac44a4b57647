"""What all plots share: colours, a figure without pyplot, alt text, and showing it in a notebook."""

import base64
import html
import io
import struct
import sys

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nnlib.arrays import describe

# Okabe & Ito's blue and vermilion stay apart for every common kind of colour vision; line styles, marker
# shapes and hatching differ as well, so colour is never the only sign of a difference.
POSITIVE, NEGATIVE = "#0072B2", "#D55E00"
PALE_POSITIVE, PALE_NEGATIVE = "#69AEDB", "#F0A06B"
INK, MUTED, GRID = "#1F2328", "#59636E", "#D5DAE0"

DOTS_PER_INCH, CSS_PIXELS_PER_INCH = 144, 96  # sharper than the page, so that it stays sharp when zoomed
CARD = (
    "display:inline-flex;flex-wrap:wrap;gap:12px;align-items:center;justify-content:center;box-sizing:border-box;"
    "max-width:100%;margin:4px 0;padding:12px;background:#fff;border:1px solid #d5dae0;border-radius:10px"
)
_ALT = "_nnlib_alt_text"


def axes_or_new(ax, width=6.0, height=3.6) -> Axes:
    """Return `ax`, or an Axes on a figure of its own; pyplot never learns of it, so nothing shows twice or leaks."""
    if ax is None:
        ax = Figure(figsize=(width, height), dpi=100, facecolor="white", layout="constrained").subplots()
    elif not isinstance(ax, Axes):
        raise TypeError(f"Expected a matplotlib Axes as ax, got {describe(ax)}. Leave it out for a new figure.")
    return ax


def tidy(ax, xlabel="", ylabel="", grid=True):
    """Give an Axes quiet lines and its labels."""
    ax.set_xlabel(xlabel, color=INK)
    ax.set_ylabel(ylabel, color=INK)
    ax.tick_params(colors=INK, labelsize=9, length=3)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(MUTED)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(color=GRID, linewidth=0.7)


def set_alt_text(ax, text):
    """Store what a reader who cannot see the plot should be told; a second plot on the same Axes adds its own text."""
    known = getattr(ax, _ALT, "")
    setattr(ax, _ALT, f"{known} {text}".strip())


def alt_text(ax) -> str:
    """Return the words for a reader who cannot see the plot.

    Parameters
    ----------
    ax : matplotlib Axes

    Returns
    -------
    str
        Computed from the data, where one of our functions drew it; else its title and labels.

    Examples
    --------
    >>> from nnlib.plots import activation_curves
    >>> alt_text(activation_curves("relu"))
    'Output a against z from −4 to 4. relu is 0.00 up to z = 0, then rises to 4.00.'
    """
    if not isinstance(ax, Axes):
        raise TypeError(f"Expected a matplotlib Axes, got {describe(ax)}. Pass what a plot function returned.")
    text = getattr(ax, _ALT, "")
    if text:
        return text
    named = f"A plot titled “{ax.get_title()}”" if ax.get_title() else "A plot"
    labels = f" of {ax.get_ylabel()} against {ax.get_xlabel()}" if ax.get_xlabel() and ax.get_ylabel() else ""
    return f"{named}{labels}."


def card_html(*axes) -> str:
    """Return the figures of these Axes as HTML: pictures with alt text on a white card, readable in a dark theme."""
    figures = {}
    for ax in axes:
        text = alt_text(ax)
        figures.setdefault(ax.get_figure(), []).append(text)
    return f'<div style="{CARD}">{"".join(_img(figure, " ".join(texts)) for figure, texts in figures.items())}</div>'


def show(*axes):
    """Show the figures of these Axes in a notebook, side by side where there is room; elsewhere print their alt text.

    Parameters
    ----------
    *axes : matplotlib Axes
        What the plot functions returned. Two Axes of one figure give one picture.

    Examples
    --------
    >>> from nnlib.plots import activation_curves
    >>> show(activation_curves("step"))
    Output a against z from −4 to 4. step is 0.00 up to z = 0 and 1.00 beyond it.
    """
    words = "\n".join(alt_text(ax) for ax in axes)
    if not axes:
        return
    ipython = sys.modules.get("IPython")  # a notebook has loaded it already; a script need not pay for it
    if ipython is None or ipython.get_ipython() is None:
        print(words)
        return
    from IPython.display import display

    display({"text/html": card_html(*axes), "text/plain": words}, raw=True)


def _img(figure, alt) -> str:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, facecolor="white", bbox_inches="tight", pad_inches=0.05)
    png = buffer.getvalue()
    (pixels,) = struct.unpack(">I", png[16:20])  # the width in the header of a PNG
    return (
        f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" alt="{html.escape(alt)}" '
        f'width="{round(pixels * CSS_PIXELS_PER_INCH / DOTS_PER_INCH)}" '
        f'style="max-width:100%;height:auto;background:#fff">'
    )
