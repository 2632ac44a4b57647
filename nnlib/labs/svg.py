"""SVG as plain strings: elements that escape what they are given, the basic shapes, the colours.

Every function is pure and returns `Svg`, a string that is known to be markup. A plain `str` handed to `element` is
text and is escaped, so a label such as ``a < b`` can never break a picture. Coordinates are pixels, y grows downward;
`nnlib.labs.panel` adds data coordinates.
"""

import html
import math
import re
from functools import lru_cache

# Blue and vermilion stay apart for every common kind of colour vision. They are never the only sign of a difference:
# a negative weight is also dashed, a class also has a shape, a number also has its minus sign.
POSITIVE = "#0072B2"
NEGATIVE = "#D55E00"
ACCENT = "#7A3E9D"
INK = "#1F2328"
MUTED = "#59636E"
RULE = "#C4CBD3"
GRID = "#E6EAEF"
PAPER = "#FFFFFF"
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(f"{_NOT_XML.pattern}|[&<>\"']")


class Svg(str):
    """Text that is markup already; `element` inserts it as it is."""

    __slots__ = ()


def escape(text):
    """Return `text` so that it is safe between tags and inside quoted attributes.

    Characters that XML cannot hold at all are dropped.

    >>> escape('w < 0 & "b"')
    'w &lt; 0 &amp; &quot;b&quot;'
    """
    text = str(text)
    if not _SPECIAL.search(text):  # nearly always, and four times as fast as looking for each
        return text
    return html.escape(_NOT_XML.sub("", text))


def decimal(value, digits=2):
    """Write a number with a fixed count of digits and a true minus sign; a rounded zero has no sign.

    >>> decimal(-1.5), decimal(-0.001)
    ('−1.50', '0.00')
    """
    shown = f"{value:.{digits}f}"
    if float(shown) == 0:
        shown = shown.lstrip("-")
    return shown.replace("-", "−")


@lru_cache(maxsize=1024)
def _short_attribute(key, words):
    """Return one attribute with a space before it. Colours, names and sizes are few, so they are written once."""
    return f' {key.rstrip("_").replace("_", "-")}="{escape(words)}"'


def _attribute(key, value):
    if isinstance(value, str):
        # A long one is a picture or a sentence, which changes each time: not worth keeping.
        return (_short_attribute if len(value) < 40 else _short_attribute.__wrapped__)(key, value)
    if type(value) is int:
        return _short_attribute(key, str(value))
    shown = f"{value:.2f}"
    if "n" in shown:  # nan or inf: no other letter can occur
        raise ValueError(
            f"The SVG attribute {key} must be a finite number, got {value}. Clip or skip it before drawing."
        )
    return _short_attribute(key, shown.rstrip("0").rstrip("."))


def element(name, *children, **attributes):
    """Return one SVG or HTML element.

    Parameters
    ----------
    name : str
        The tag.
    *children : str or Svg
        `Svg` is inserted as it is, any other text is escaped.
    **attributes : str, float or None
        ``text_anchor`` becomes ``text-anchor``; None leaves the attribute out; numbers keep two decimals.

    Raises
    ------
    ValueError
        A number is NaN or infinite: browsers would drop the shape without a word.

    Examples
    --------
    >>> element("text", "a < b", x=1.25, text_anchor="middle")
    '<text x="1.25" text-anchor="middle">a &lt; b</text>'
    """
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    inner = join(*children)
    return Svg(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def join(*parts):
    """Return pieces of markup as one; the last one is painted on top. A plain `str` among them is text."""
    return Svg("".join([part if isinstance(part, Svg) else escape(part) for part in parts]))


def text(x, y, content, *, size=None, anchor=None, color=None, weight=None, halo=False):
    """Return text whose baseline starts (or, by `anchor`, has its middle or end) at (x, y).

    `halo` puts a rim of paper around the letters, for text that lies on lines.
    """
    rim = {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"} if halo else {}
    return element("text", content, x=x, y=y, font_size=size, text_anchor=anchor, fill=color, font_weight=weight, **rim)


def line(x0, y0, x1, y1, *, color=INK, width=1.5, dash=None, cap=None):
    """Return a straight line from (x0, y0) to (x1, y1)."""
    return element(
        "line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=color, stroke_width=width, stroke_dasharray=dash, stroke_linecap=cap
    )


def polyline(xs, ys, *, color=INK, width=2, dash=None):
    """Return a line through many points.

    >>> polyline([0, 1], [2, 3.25], color="#000")
    '<polyline points="0.0,2.0 1.0,3.2" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"/>'
    """
    style = {"stroke": color, "stroke_width": width, "stroke_linejoin": "round", "stroke_dasharray": dash}
    return element("polyline", points=_corners(zip(xs, ys, strict=True)), fill="none", **style)


def circle(x, y, radius, *, fill=PAPER, stroke=INK, width=1.5):
    """Return a circle around (x, y)."""
    return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width)


def rect(x, y, width, height, *, fill=PAPER, stroke=None, stroke_width=None, radius=None):
    """Return a rectangle whose top left corner is (x, y)."""
    return element(
        "rect", x=x, y=y, width=width, height=height, rx=radius, fill=fill, stroke=stroke, stroke_width=stroke_width
    )


def polygon(points, *, fill=PAPER, stroke=None, width=None):
    """Return a closed shape through (x, y) pairs."""
    return element("polygon", points=_corners(points), fill=fill, stroke=stroke, stroke_width=width)


def _corners(points):
    corners = " ".join(f"{float(x):.1f},{float(y):.1f}" for x, y in points)
    if "n" in corners:  # nan or inf: no other letter can occur
        raise ValueError("A line or shape needs finite coordinates, got NaN or infinity. Clip them before drawing.")
    return corners


def arrow(x0, y0, x1, y1, *, color=INK, width=2, head=9):
    """Return an arrow whose tip is at (x1, y1); one shorter than its head is left out.

    The head is drawn by hand: an SVG marker needs an id, and ids of two labs in one page would meet.
    """
    length = math.hypot(x1 - x0, y1 - y0)
    if length <= head:
        return Svg("")
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    base_x, base_y = x1 - head * ux, y1 - head * uy
    side = 0.45 * head
    corners = [(x1, y1), (base_x - side * uy, base_y + side * ux), (base_x + side * uy, base_y - side * ux)]
    return join(line(x0, y0, base_x, base_y, color=color, width=width), polygon(corners, fill=color))


def picture(width, height, label, *parts):
    """Return the whole SVG: a light sheet `width` wide at most, read aloud as `label`.

    The sheet is light in every theme: half of the shapes are tints of it.
    """
    style = f"display:block;width:100%;max-width:{width}px;height:auto;background:{PAPER}"
    return element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", style=style, role="img",
        aria_label=label, font_family=FONT, font_size=15, fill=INK,
    )  # fmt: skip
