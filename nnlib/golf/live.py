"""A card that stays live: it follows a variable of the notebook and changes as soon as the variable does."""

import sys

from nnlib.golf.holes import find
from nnlib.golf.scorecard import card

_following: dict = {}  # hole → the function that renews its card after each cell; a cell run again replaces it


def follow(name, par=None, hole="xor"):
    """Show the card of a variable and renew it in its place after every cell that changes the variable.

    So a student sees the card move without going down to its cell. Nothing runs in the background: the kernel calls
    once at the end of each cell. Outside a notebook a sentence is printed, since there are no cells to follow.

    Parameters
    ----------
    name : str
        Of the variable that holds the network; undefined is as good as ``...``.
    par : int, optional
        The hole's own by default.
    hole : str
        A name in `nnlib.golf.HOLES`.

    Raises
    ------
    ValueError
        If there is no such hole.
    """
    find(hole)
    shell = _shell()
    if shell is None:
        print(f"Only a notebook has a card that follows {name}: print(golf.card({name})) shows it as it is now.")
        return
    from IPython.display import display

    def now():
        return card(shell.user_ns.get(name), par, hole)

    def renew(*_):
        fresh = now()
        if repr(fresh) != shown[0]:
            shown[0] = repr(fresh)
            handle.update(fresh)

    shown = [repr(now())]
    handle = display(now(), display_id=True)
    if hole in _following:
        shell.events.unregister("post_run_cell", _following[hole])
    shell.events.register("post_run_cell", renew)
    _following[hole] = renew


def _shell():
    """The running IPython, or None; a script need not pay for its import."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
