"""Plots for the lessons: functions that return an Axes, with alt text computed from the data."""

from nnlib.plots.bars import contributions
from nnlib.plots.curves import activation_curves
from nnlib.plots.figures import alt_text, card_html, set_alt_text, show
from nnlib.plots.images import patches
from nnlib.plots.plane import decision_boundary

__all__ = [
    "activation_curves",
    "alt_text",
    "card_html",
    "contributions",
    "decision_boundary",
    "patches",
    "set_alt_text",
    "show",
]
