"""A progress bar for what takes seconds: in a notebook as a bar, in a terminal as a line."""

import sys
import time
from collections.abc import Iterator

EVERY = 0.2  # seconds between two looks: a bar that is drawn more often than that costs more than it tells


def progress(items, words, *, show=True) -> Iterator:
    """Go through `items`, and show how far it has come and how long it still takes.

    Parameters
    ----------
    items : sequence
    words : str
        What is being done, such as "Training".
    show : bool
        With False nothing is shown.

    Examples
    --------
    >>> sum(progress(range(4), "Adding", show=False))
    6
    """
    bar = _bar() if show else None
    start, shown = time.monotonic(), -EVERY
    for done, item in enumerate(items):
        now = time.monotonic() - start
        if bar and now - shown >= EVERY:
            bar(words, done, len(items), f"{now * (len(items) - done) / done:.0f} s left" if done else "")
            shown = now
        yield item
    if bar:
        bar(words, len(items), len(items), f"{time.monotonic() - start:.1f} s")


def _bar():
    """Return what draws: in a notebook one display that is updated, elsewhere a line that is written over."""
    if "IPython" in sys.modules and _in_notebook():
        return _notebook_bar()
    return _line


def _in_notebook() -> bool:
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and shell.has_trait("kernel")


def _notebook_bar():
    from IPython.display import display

    handle = None

    def draw(words, done, total, note):
        nonlocal handle
        text = f"{words}: {done} of {total}. {note}".strip()
        bar = f'<progress value="{done}" max="{total}" aria-label="{words}" style="width:16em"></progress>'
        data = {"text/html": f"<div>{bar} {text}</div>", "text/plain": text}
        if handle is None:
            handle = display(data, raw=True, display_id=True)
        else:
            handle.update(data, raw=True)

    return draw


def _line(words, done, total, note):
    end = "\n" if done == total else ""
    print(f"\r{words}: {done} of {total}. {note:<12}", end=end, file=sys.stderr, flush=True)
