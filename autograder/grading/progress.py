"""How far a grading run is: a bar with rate and time left on a terminal, one line for each submission in a log."""

import shutil
import sys
from contextlib import contextmanager

from autograder.grading.table import one_line


@contextmanager
def progress(done: list):
    """Give two functions for a grading run: a progress bar on a terminal, one line for each submission in a log."""
    bar, total = None, 0

    def on_start(number):
        nonlocal bar, total
        total = number
        if sys.stderr.isatty():
            from tqdm import tqdm

            size = shutil.get_terminal_size()  # 80 × 24 where a terminal does not tell: tqdm would show nothing
            shape = {"ncols": size.columns, "nrows": size.lines}
            bar = tqdm(total=number, unit="submission", file=sys.stderr, leave=False, **shape)

    def on_row(row):
        done.append(row)
        if bar is not None:
            bar.update()
        else:
            print(f"[{len(done)}/{total}] {one_line(row)}", file=sys.stderr, flush=True)

    try:
        yield on_start, on_row
    finally:
        if bar is not None:
            bar.close()
