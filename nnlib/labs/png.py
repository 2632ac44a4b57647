"""Heat maps: numbers to palette levels to an indexed-colour PNG, with NumPy and zlib alone."""

import base64
import struct
import zlib

import numpy as np

LEVELS = 65  # odd, so that zero has a level of its own: the colour of the paper


def diverging(negative="#F0A06B", middle="#FFFFFF", positive="#69AEDB", levels=LEVELS):
    """Return a palette from one colour over a middle to another.

    Parameters
    ----------
    negative, middle, positive : str
        Colours as ``#RRGGBB``. Pale ones, so that lines and points stay visible on them.
    levels : int
        How many colours, odd and at most 255.

    Returns
    -------
    numpy.ndarray
        Shape (levels, 3), uint8.

    Examples
    --------
    >>> diverging(levels=3).tolist()
    [[240, 160, 107], [255, 255, 255], [105, 174, 219]]
    """
    if levels % 2 == 0 or not 3 <= levels <= 255:
        raise ValueError(f"A diverging palette needs an odd number of levels from 3 to 255, got {levels}.")
    corners = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (negative, middle, positive)])
    at = np.linspace(0, 2, levels)
    return np.stack([np.interp(at, [0, 1, 2], channel) for channel in corners.T], axis=1).round().astype(np.uint8)


PALETTE = diverging()


def levels_of(values, limit, levels=LEVELS):
    """Return the palette level of each value: `-limit` is level 0, zero the middle, `limit` the last.

    Values beyond the limits take the end colours.

    >>> levels_of([-9, -1, 0, 1], limit=1, levels=3).tolist()
    [0, 0, 1, 2]
    """
    if not limit > 0:
        raise ValueError(f"The limit of a heat map must be positive, got {limit}.")
    scaled = (np.asarray(values, dtype=float) / limit + 1) * ((levels - 1) / 2)
    return np.clip(np.rint(scaled), 0, levels - 1).astype(np.uint8)


def indexed_png(levels, palette=PALETTE):
    """Return the bytes of a PNG that stores one palette index a pixel.

    Parameters
    ----------
    levels : numpy.ndarray
        Shape (height, width), uint8, row 0 at the top.
    palette : numpy.ndarray
        Shape (colours, 3), uint8.

    Returns
    -------
    bytes

    Examples
    --------
    >>> indexed_png(np.zeros((2, 3), np.uint8))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    height, width = levels.shape
    rows = np.ones((height, width + 1), np.uint8)  # 1 before each row: "these are differences from the left neighbour"
    rows[:, 1] = levels[:, 0]
    rows[:, 2:] = np.diff(levels, axis=1)  # wraps modulo 256, as PNG wants it; a slow gradient becomes mostly zeros
    header = struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 3)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def data_url(png):
    """Return PNG bytes as an address that an ``<image>`` can hold."""
    return "data:image/png;base64," + base64.b64encode(png).decode()


def css_color(value, limit, palette=PALETTE):
    """Return the heat map's colour of one value as ``#RRGGBB``, for shapes that repeat it.

    >>> css_color(0.0, limit=1)
    '#ffffff'
    """
    red, green, blue = palette[levels_of(value, limit, len(palette))].tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"
