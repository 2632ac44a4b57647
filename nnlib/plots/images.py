"""Small pictures as a neuron sees them: a number for each pixel."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from nnlib.arrays import as_floats
from nnlib.ledger import number
from nnlib.plots.figures import INK, MUTED, PALE_NEGATIVE, PALE_POSITIVE, axes_or_new, set_alt_text

MOST_PIXELS_WITH_NUMBERS = 25
GAP = 0.25  # between two pictures, in heights of a picture
SIGNED = LinearSegmentedColormap.from_list("signed", [PALE_NEGATIVE, "#FFFFFF", PALE_POSITIVE])


def patches(images, titles=None, ax=None):
    """Draw small pictures side by side; up to 5 × 5 pixels with their numbers.

    A picture whose numbers all lie in [0, 1] is grey, 0 black and 1 white; any other (weights, say) is orange for
    negative and blue for positive numbers.

    Parameters
    ----------
    images : list of array_like of shape (h, w)
    titles : list of str, optional
        One for each picture.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        One for all pictures, with alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If a picture is not an (h, w) array of finite numbers, or titles do not match.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(patches([[[0.1, 0.9], [0.1, 0.9]]], ["an edge"]))
    '1 picture. an edge, 2 × 2, row by row: 0.1 0.9, 0.1 0.9.'
    """
    images = [_checked(image, place) for place, image in enumerate(images, start=1)]
    titles = [f"picture {place}" for place in range(1, len(images) + 1)] if titles is None else list(titles)
    if not images or len(titles) != len(images):
        raise ValueError(f"patches expected pictures and one title for each, got {len(images)} and {len(titles)}.")
    widths = [image.shape[1] / image.shape[0] for image in images]  # all pictures get the height 1
    total = sum(widths) + GAP * (len(images) - 1)
    inches = min(1.7, 9.0 / total)
    ax = axes_or_new(ax, inches * total, inches + 0.35)
    left = 0.0
    for image, title, width in zip(images, titles, widths, strict=True):
        _draw(ax, image, title, left, width)
        left += width + GAP
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set_xlim(-0.02, total + 0.02)
    ax.set_ylim(1.02, -0.02)
    count = f"{len(images)} picture{'s' if len(images) > 1 else ''}."
    set_alt_text(ax, " ".join([count, *map(_in_words, images, titles)]))
    return ax


def _checked(image, place):
    array = as_floats(image, f"Picture {place}")
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"Picture {place} must be an array of shape (h, w), got shape {array.shape}.")
    if not np.isfinite(array).all():
        raise ValueError(f"Picture {place} must hold finite numbers, got NaN or infinity among them.")
    return array.astype(float)


def _draw(ax, image, title, left, width):
    rows, columns = image.shape
    grey = image.min() >= 0 and image.max() <= 1
    limit = np.abs(image).max()
    colors = {"cmap": "gray", "vmin": 0, "vmax": 1} if grey else {"cmap": SIGNED, "vmin": -limit, "vmax": limit}
    ax.imshow(image, extent=(left, left + width, 1, 0), interpolation="nearest", **colors)
    ax.add_patch(Rectangle((left, 0), width, 1, fill=False, edgecolor=MUTED, linewidth=1.2))
    ax.text(left + width / 2, -0.05, title, ha="center", va="bottom", color=INK)
    if image.size > MOST_PIXELS_WITH_NUMBERS:
        return
    for (row, column), value in np.ndenumerate(image):
        at = (left + (column + 0.5) / columns * width, (row + 0.5) / rows)
        ink = "white" if grey and value < 0.5 else "black"
        ax.text(*at, number(round(value, 2)), ha="center", va="center", color=ink, size=9)


def _in_words(image, title) -> str:
    size = f"{title}, {image.shape[0]} × {image.shape[1]}"
    if image.size > MOST_PIXELS_WITH_NUMBERS:
        return f"{size}: from {number(image.min())} to {number(image.max())}, mean {number(image.mean())}."
    rows = [" ".join(number(round(value, 2)) for value in row) for row in image]
    return f"{size}, row by row: {', '.join(rows)}."
