"""Exact pieces of networks whose bends are straight on both sides of 0: intervals of a line, polygons of a plane.

Nothing is sampled. Every kink comes from a neuron whose z crosses 0, so the places are computed layer by layer.
"""

from nnlib.regions.line import along, breakpoints, count_pieces
from nnlib.regions.plane import count_regions, regions_2d

__all__ = ["along", "breakpoints", "count_pieces", "count_regions", "regions_2d"]
