"""Take a still picture of a lab, for the places where no kernel runs.

    python -m nnlib.labs.snapshot neuron_explorer picture.png
    python -m nnlib.labs.snapshot neuron_explorer solutions/01_one_neuron/01_one_neuron.ipynb

The second form attaches the picture to the notebook's cell ``neuron-explorer-picture`` and writes its alt text there.
Both come from the lab's own drawing. For authors: it needs Playwright and Chromium, which students do not.
"""

import base64
import hashlib
import io
import json
import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

from nnlib import labs

MOST_BYTES = 60_000
COLOURS = 96  # enough for flat shapes and one ramp; a third of the size of full colour
CAPTION = "*A still picture, for where no code runs. The live lab is below.*"
_KEY = "drawing"
SCALE = 1.6  # stays sharp on a dense screen


def alt_text(lab) -> str:
    """Return what the lab's picture says of itself to people who cannot see it."""
    picture, _ = lab.draw(**lab.values)
    return ElementTree.fromstring(picture).get("aria-label")


def fingerprint(lab) -> str:
    """Return what changes whenever the lab's drawing does; a still picture carries that of the drawing it shows.

    Heat maps are left out: their compressed bytes differ from one zlib to another.
    """
    picture, _ = lab.draw(**lab.values)
    return hashlib.sha256(re.sub(r'"data:[^"]*"', "", picture).encode()).hexdigest()[:16]


def fingerprint_of(picture: bytes) -> str | None:
    """Return the fingerprint that a still picture carries, or None."""
    from PIL import Image

    return Image.open(io.BytesIO(picture)).text.get(_KEY)


def png(lab) -> bytes:
    """Return the lab's picture in its present state as a PNG of at most `MOST_BYTES`.

    Raises
    ------
    RuntimeError
        If Chromium is missing, or the picture is too large.
    """
    from PIL import Image, PngImagePlugin
    from playwright.sync_api import sync_playwright

    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if chromium is None:
        raise RuntimeError("Chromium was not found. Install it, or set CHROMIUM to its path.")
    picture, _ = lab.draw(**lab.values)
    _, _, width, height = map(int, ElementTree.fromstring(picture).get("viewBox").split())
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
        page.set_content(f'<body style="margin:0">{picture}</body>')
        shot = page.screenshot()
        browser.close()
    small, notes = io.BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text(_KEY, fingerprint(lab))
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True, pnginfo=notes)
    if len(small.getvalue()) > MOST_BYTES:
        raise RuntimeError(f"The picture has {len(small.getvalue()):,} bytes, more than {MOST_BYTES:,}.")
    return small.getvalue()


def attach(notebook: Path, name: str, picture: bytes, alt: str):
    """Put the picture of lab `name` into the notebook's cell for it, with its alt text.

    Raises
    ------
    LookupError
        If the notebook has no cell ``<name>-picture`` (with hyphens).
    """
    text = notebook.read_text(encoding="utf-8")
    content = json.loads(text)
    wanted = f"{name.replace('_', '-')}-picture"
    cell = next((cell for cell in content["cells"] if cell.get("id") == wanted), None)
    if cell is None:
        raise LookupError(f"{notebook} has no Markdown cell with the id {wanted}.")
    cell["attachments"] = {f"{name}.png": {"image/png": base64.b64encode(picture).decode()}}
    cell["source"] = [f"![{alt}](attachment:{name}.png)\n", "\n", CAPTION]
    notebook.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments) -> int:
    """Take the picture that the command line asks for; return the exit status."""
    if len(arguments) != 2 or arguments[0] not in labs.LABS:
        print(__doc__, file=sys.stderr)
        return 2
    name, target = arguments[0], Path(arguments[1])
    lab = getattr(labs, name)()
    picture, alt = png(lab), alt_text(lab)
    if target.suffix == ".ipynb":
        attach(target, name, picture, alt)
    else:
        target.write_bytes(picture)
    print(f"{target}: {len(picture):,} bytes\n{alt}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
