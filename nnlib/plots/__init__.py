"""Plots for the lessons: functions that return an Axes, with alt text computed from the data."""

from nnlib.plots.bars import contributions
from nnlib.plots.bell import share_below
from nnlib.plots.costs import cost_bars, memory_needs
from nnlib.plots.curves import activation_curves
from nnlib.plots.figures import alt_text, card_html, set_alt_text, show
from nnlib.plots.folds import cuts_on_line
from nnlib.plots.grids import warped_grid
from nnlib.plots.images import patches
from nnlib.plots.networks import network_diagram
from nnlib.plots.pieces import pieces, polyline, regions
from nnlib.plots.plane import decision_boundary
from nnlib.plots.samples import firing
from nnlib.plots.slopes import bends_and_slopes, nudge, slope_curves
from nnlib.plots.softmax import shares
from nnlib.plots.spaces import cut_plane
from nnlib.plots.tables import weight_table
from nnlib.plots.trials import error_law, possible_and_typical, runs

__all__ = [
    "activation_curves",
    "alt_text",
    "bends_and_slopes",
    "card_html",
    "contributions",
    "cost_bars",
    "cut_plane",
    "cuts_on_line",
    "decision_boundary",
    "error_law",
    "firing",
    "memory_needs",
    "network_diagram",
    "nudge",
    "patches",
    "pieces",
    "polyline",
    "possible_and_typical",
    "regions",
    "runs",
    "set_alt_text",
    "share_below",
    "shares",
    "show",
    "slope_curves",
    "warped_grid",
    "weight_table",
]
