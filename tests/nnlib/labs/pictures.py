"""What the tests of the labs share: reading a picture back, and using a lab as a student does."""

import base64
import struct
import xml.etree.ElementTree as ElementTree
import zlib

import numpy as np

from nnlib.labs import svg

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup):
    """Return the root of well-formed markup; the SVG namespace is bound, so that fragments can be read too."""
    return ElementTree.fromstring(f'<g xmlns="http://www.w3.org/2000/svg">{markup}</g>')[0]


def fragment(*markup):
    """Return a group that holds pieces of a picture."""
    return parse(svg.element("g", svg.join(*markup)))


def shapes(root, tag, **attributes):
    """Return the elements of one kind, with exactly these attributes, in the order in which they are painted."""
    wanted = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
    return [item for item in root.iter(SVG + tag) if all(item.get(key) == value for key, value in wanted.items())]


def numbers(item, *names):
    return tuple(float(item.get(name)) for name in names)


def ends(item):
    return numbers(item, "x1", "y1", "x2", "y2")


def geometry(root):
    """Return everything that is painted except letters: tags, attributes, but neither text nor labels."""
    return [
        (item.tag, sorted((key, value) for key, value in item.attrib.items() if key != "aria-label"))
        for item in root.iter()
        if item.tag not in (SVG + "text", SVG + "tspan")
    ]


def decode_png(data):
    """Return (indices, palette) of an indexed PNG, read by the letter of the standard and checked on the way."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, []
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + body),)
        chunks.append((name, body))
        at += 12 + size
    assert [name for name, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, kind, *rest = struct.unpack(">2I5B", chunks[0][1])
    assert (depth, kind, rest) == (8, 3, [0, 0, 0])  # a byte a pixel, a palette, plain compression, no interlacing
    raw = zlib.decompress(chunks[2][1])
    assert len(raw) == height * (width + 1)
    rows = []
    for row in range(height):
        filtered, *differences = raw[row * (width + 1) : (row + 1) * (width + 1)]
        assert filtered in (0, 1)
        values = np.cumsum(differences) % 256 if filtered else differences
        rows.append(np.asarray(values, dtype=np.uint8))
    return np.stack(rows), np.frombuffer(chunks[1][1], np.uint8).reshape(-1, 3)


def decode_image(item):
    """Return (indices, palette) of the PNG that an <image> holds."""
    kind, _, data = item.get("href").partition(",")
    assert kind == "data:image/png;base64"
    return decode_png(base64.b64decode(data, validate=True))


def widgets_in(widget):
    """Yield a widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_in(child)


def html_widget(lab):
    """Return the one widget in which a lab shows its picture."""
    import ipywidgets

    found = [widget for widget in widgets_in(lab.widget) if isinstance(widget, ipywidgets.HTML)]
    (picture,) = (widget for widget in found if widget.layout.display != "none")
    return picture


def seen(lab):
    """Return the root of what a lab shows now."""
    return ElementTree.fromstring(html_widget(lab).value)


def status(lab):
    """Return the sentence that a screen reader says after a redraw."""
    (sentence,) = (item for item in seen(lab).iter("p") if item.get("role") == "status")
    return "".join(sentence.itertext())


def listed(lab):
    """Return the list of challenges as a student reads it."""
    return ["".join(item.itertext()) for item in seen(lab).iter("li")]


def press(lab, label):
    """Click a button by what it says."""
    (button,) = (widget for widget in widgets_in(lab.widget) if getattr(widget, "description", None) == label)
    button.click()


def redraws(lab):
    """Return a list that grows by one picture a redraw."""
    pictures, draw = [], lab.draw

    def counted(**values):
        pictures.append(draw(**values))
        return pictures[-1]

    lab.draw = counted
    return pictures
