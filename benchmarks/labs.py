"""What a slider costs a student: ``python -m benchmarks.labs``, or only in the kernel with ``--kernel``.

Every lab beside `ipywidgets.interact` with inline matplotlib, which draws a picture comparable to the neuron explorer's
in the same run; `labs_kernel` and `labs_browser` say what is timed. Exit status 1 when a bar fails. Without Chromium
the rows of the browser are "not measured". The bars are for a machine with two cores and nothing else to do: the last
line tells how many processes wanted a core in the minute before and in the last one.
"""

import os
import sys
from dataclasses import dataclass

import numpy as np
import psutil

from benchmarks import labs_browser, labs_kernel
from tests.browser.jupyterlab import BrowserMissing

KERNEL = "in the kernel, a slider event"
KEY, DRAG = "in the browser, key press to paint", "in the browser, dragging"

WIDTH = 55


@dataclass(frozen=True)
class Row:
    """One figure of ours and of theirs, and the bar that ours must hold: at most, or at least, so much."""

    label: str
    ours: float
    theirs: float | None
    bar: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.ours >= self.bar if self.at_least else self.ours <= self.bar

    def __str__(self):
        theirs = "" if self.theirs is None else f"{self.theirs:.1f}"
        places = 2 if self.bar < 1 else 1
        bar = f"{'at least' if self.at_least else 'at most'} {self.bar:g}"
        verdict = "holds" if self.holds else "FAILS"
        return f"{self.label:<{WIDTH}}{self.ours:>8.{places}f}{theirs:>10}   {bar:<14}{verdict}"


def kernel_rows() -> dict[str, list[Row]]:
    """Measure in the kernel; return the rows of each lab."""
    seen = labs_kernel.measure()
    theirs = seen.pop(labs_kernel.INTERACT)
    return {lab: _kernel_rows(events, theirs) for lab, events in seen.items()}


def _kernel_rows(our_events, their_events) -> list[Row]:
    ours, theirs = ([event.milliseconds for event in events] for events in (our_events, their_events))
    sizes = [max(event.size for event in events) / 1000 for events in (our_events, their_events)]
    return [
        Row(f"{KERNEL}: median, ms", np.median(ours), np.median(theirs), 5),
        Row(f"{KERNEL}: 90th percentile, ms", p90(ours), p90(theirs), 10),
        Row(f"{KERNEL}: largest message, kB", *sizes, 60),
        Row(f"{KERNEL}: times faster", np.median(theirs) / np.median(ours), None, 10, at_least=True),
    ]


def browser_rows() -> dict[str, list[Row]]:
    """Measure in the browser; return the rows of each lab."""
    seen = labs_browser.measure()
    theirs = seen.pop(labs_kernel.INTERACT)
    return {lab: _browser_rows(answers, theirs) for lab, answers in seen.items()}


def _browser_rows(ours, theirs) -> list[Row]:
    keys = np.median(ours.key_to_paint), np.median(theirs.key_to_paint)
    pace = np.median(ours.pictures_per_second), np.median(theirs.pictures_per_second)
    return [
        Row(f"{KEY}: median, ms", *keys, 80),
        Row(f"{KEY}: 90th percentile, ms", p90(ours.key_to_paint), p90(theirs.key_to_paint), 150),
        Row(f"{KEY}: ours / interact", keys[0] / keys[1], None, 0.5),
        Row(f"{DRAG}: pictures a second", *pace, 10, at_least=True),
        Row(f"{DRAG}: last move to rest, ms", np.median(ours.rest), np.median(theirs.rest), 150),
    ]


def p90(values) -> float:
    """Return the 90th percentile."""
    return float(np.percentile(values, 90))


def show(rows) -> bool:
    """Print the rows of each lab, and return whether all bars hold."""
    for lab, of_lab in rows.items():
        print(f"{lab.replace('_', ' '):<{WIDTH}}{'ours':>8}{'interact':>10}   bar")
        print(*of_lab, sep="\n", flush=True)
    return all(row.holds for of_lab in rows.values() for row in of_lab)


def main(arguments) -> int:
    if arguments not in ([], ["--kernel"]):
        print(__doc__, file=sys.stderr)
        return 2
    load = psutil.getloadavg()[0]
    held = show(kernel_rows())
    if not arguments:
        try:
            held &= show(browser_rows())
        except BrowserMissing as missing:
            print(f"{KEY}: not measured ({missing})\n{DRAG}: not measured")
    print(f"load {load:.1f} before and {psutil.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
