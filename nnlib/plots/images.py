"""Small pictures as a neuron sees them: a number for each pixel."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from nnlib.arrays import as_floats
from nnlib.ledger import number
from nnlib.plots.figures import INK, MUTED, PALE_NEGATIVE, PALE_POSITIVE, axes_or_new, set_alt_text

MOST_PIXELS_WITH_NUMBERS = 25
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
    tallest = max(image.shape[0] for image in images)
    gap = 0.25 * max(image.shape[1] for image in images)
    width = sum(image.shape[1] for image in images) + gap * (len(images) - 1)
    if ax is None:
        ax = axes_or_new(None, min(9.0, 1.9 * width / tallest), min(9.0, 1.9 * width / tallest) * tallest / width + 0.5)
    left = 0.0
    for image, title in zip(images, titles, strict=True):
        _draw(ax, image, title, left, (tallest - image.shape[0]) / 2)
        left += image.shape[1] + gap
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set_xlim(-0.05, width + 0.05)
    ax.set_ylim(tallest + 0.05, -0.05)
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


def _draw(ax, image, title, left, top):
    height, width = image.shape
    grey = image.min() >= 0 and image.max() <= 1
    limit = np.abs(image).max()
    colors = {"cmap": "gray", "vmin": 0, "vmax": 1} if grey else {"cmap": SIGNED, "vmin": -limit, "vmax": limit}
    extent = (left, left + width, top + height, top)
    ax.imshow(image, extent=extent, interpolation="nearest", **colors)
    ax.add_patch(Rectangle((left, top), width, height, fill=False, edgecolor=MUTED, linewidth=1.2))
    ax.text(left + width / 2, top - 0.06 * height, title, ha="center", va="bottom", color=INK)
    if image.size > MOST_PIXELS_WITH_NUMBERS:
        return
    for (row, column), value in np.ndenumerate(image):
        ink = "white" if grey and value < 0.5 else INK
        ax.text(left + column + 0.5, top + row + 0.5, number(round(value, 2)), ha="center", va="center", color=ink)


def _in_words(image, title) -> str:
    size = f"{title}, {image.shape[0]} × {image.shape[1]}"
    if image.size > MOST_PIXELS_WITH_NUMBERS:
        return f"{size}: from {number(image.min())} to {number(image.max())}, mean {number(image.mean())}."
    rows = [" ".join(number(round(value, 2)) for value in row) for row in image]
    return f"{size}, row by row: {', '.join(rows)}."
