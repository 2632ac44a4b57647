"""How soon a student sees the answer: JupyterLab in Chromium, each lab and `interact` in one notebook.

Key press → paint: the right arrow on the first slider, from the event's own time stamp to the first animation frame
after the page has got a new picture (decoding and painting it come after that, for both ways). Dragging: the mouse
takes a slider's handle to and fro, a step every 16 ms; counted are the frames with a new picture between the first move
and the last, and how long after the last move the last picture came. Each is measured on its own, the others
lie still on the same page.
"""

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np

from benchmarks.labs_kernel import CONTROLS, INTERACT, SETUP
from nnlib.labs import LABS
from tests.browser.jupyterlab import jupyterlab

SAMPLES, DROPPED = 25, 3
DRAGS, MOVES, REACH = 5, 120, 60  # a drag: so many moves, at most so many pixels from where it began
BETWEEN_MS, QUIET_MS = 100, 1500  # between two keys; after so long without a new picture none will come

# Times of the events and of the pictures in one cell. A picture is known by its words (ours) or its pixels.
WATCH = """cell => {
  const log = window.log = {inputs: [], paints: []};
  const look = () => {
    const picture = cell.querySelector('svg[role=img], .jp-RenderedImage img');
    return picture && (picture.getAttribute('aria-label') ?? picture.src);
  };
  let seen = look(), due = false;
  const painted = () => { due = false; log.paints.push(performance.now()); };
  const changed = () => {
    const now = look();
    if (!now || now === seen) return;
    seen = now;
    if (!due) { due = true; requestAnimationFrame(painted); }
  };
  let place = null; // a page that changes under a resting mouse sends moves of its own, which are no input
  const note = event => {
    const here = `${event.type} ${event.clientX} ${event.clientY}`;
    if (event.type !== 'mousemove' || here !== place) log.inputs.push(event.timeStamp);
    place = here;
  };
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(changed);
  window.watcher.observe(cell, {childList: true, subtree: true, attributes: true});
  if (window.note) for (const kind of ['keydown', 'mousemove']) document.removeEventListener(kind, window.note, true);
  window.note = note;
  for (const kind of ['keydown', 'mousemove']) document.addEventListener(kind, note, true);
}"""
FORGET = "log.inputs.length = log.paints.length = 0"
QUIET = "quiet => log.paints.length && performance.now() - Math.max(log.paints.at(-1), log.inputs.at(-1)) > quiet"


@dataclass(frozen=True)
class Answers:
    """What was seen: milliseconds from each key to its picture; pictures a second and rest of each drag."""

    key_to_paint: list[float]
    pictures_per_second: list[float]
    rest: list[float]


def measure() -> dict[str, Answers]:
    """Return what was seen of every lab by its name, and of `INTERACT`.

    Raises
    ------
    BrowserMissing
        Chromium or Playwright is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="labs-") as folder:
        _write_notebook(Path(folder) / "labs.ipynb")
        with jupyterlab(Path(folder)) as lab:
            lab.open("labs.ipynb")
            lab.run_all()
            if complaints := lab.complaints():
                raise RuntimeError(f"The notebook of the benchmark failed: {complaints[0]}")
            return {way: _answers(lab, way) for way in CONTROLS}


def _write_notebook(path):
    """Write a notebook that shows all of them, each in the cell that has its name."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    show = {lab: f"labs.{lab}()" for lab in LABS} | {INTERACT: CONTROLS[INTERACT] + ";"}
    cells = {"setup": SETUP, **show}
    notebook.cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in cells.items()]
    nbformat.write(notebook, path)


def _answers(lab, way):
    cell = lab.cell(way)
    cell.locator("svg[role=img], .jp-RenderedImage img").wait_for()
    handle = cell.get_by_role("slider").first
    handle.scroll_into_view_if_needed()
    cell.evaluate(WATCH)
    handle.press("Home")  # from the left end there are enough steps to the right
    lab.page.wait_for_function(QUIET, arg=QUIET_MS)
    keys = [_key_to_paint(lab.page) for _ in range(SAMPLES)][DROPPED:]
    # The keys led to the right, so the first drag ends on the left, and the next brings the handle back.
    drags = [_drag(lab.page, handle, rest=REACH / 2 * (-1, 1)[i % 2]) for i in range(DRAGS)]
    return Answers(keys, *(list(column) for column in zip(*drags, strict=True)))


def _key_to_paint(page):
    """Press the right arrow once and return the milliseconds until the new picture's frame."""
    page.evaluate(FORGET)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("log.paints.length > 0", polling=20)
    page.wait_for_timeout(BETWEEN_MS)
    log = page.evaluate("log")
    if len(log["inputs"]) != 1 or len(log["paints"]) != 1:
        raise RuntimeError(f"One key should bring one picture, but there were {log}.")
    return log["paints"][0] - log["inputs"][0]


def _drag(page, handle, rest):
    """Drag the handle to and fro and let it rest so many pixels from where it was.

    Return pictures per second meanwhile, and milliseconds until the last one.
    """
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FORGET)
    for phase in np.linspace(0, 4 * math.pi, MOVES):
        page.mouse.move(x + REACH * math.sin(phase), y)
        page.wait_for_timeout(16)
    page.mouse.move(x + rest, y)  # far enough from the move before to need a new picture
    page.wait_for_function(QUIET, arg=QUIET_MS)
    log = page.evaluate("log")
    page.mouse.up()
    page.mouse.move(x, y - 200)
    first, last = log["inputs"][0], log["inputs"][-1]
    if log["paints"][-1] < last:
        raise RuntimeError(f"The last move brought no picture within {QUIET_MS} ms.")
    return 1000 * sum(first < paint < last for paint in log["paints"]) / (last - first), log["paints"][-1] - last
