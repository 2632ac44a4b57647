"""Pictures that a student's notebook carries: only what is one may stay."""

import base64
import binascii

# The first bytes of a file tell what it is, whatever the notebook says.
_BEGINNINGS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/svg+xml": (b"<",),  # shown as a picture, nothing in it runs
}


def picture(kind: str, data) -> str | None:
    """Return a picture's base64 text without white space, or None if it is not a picture of this kind.

    Parameters
    ----------
    kind : str
        Such as ``image/png``.
    data
        What the notebook holds: a string, or a list of them.
    """
    parts = data if isinstance(data, list) else [data]
    if kind not in _BEGINNINGS or not all(isinstance(part, str) for part in parts):
        return None
    text = "".join("".join(parts).split())
    try:
        return text if base64.b64decode(text, validate=True).startswith(_BEGINNINGS[kind]) else None
    except (binascii.Error, ValueError):
        return None


def svg_as_picture(svg: str) -> str:
    """Return HTML that shows an SVG as a picture, in which nothing runs and which loads nothing."""
    data = base64.b64encode(svg.encode("utf-8", "replace")).decode()
    return f'<img alt="A picture" src="data:image/svg+xml;base64,{data}">'
