"""Which names a piece of a notebook binds, and which it looked for in vain."""

import ast
import re
from functools import lru_cache

from autograder.grading.judging.scopes import bound, looked_up

_NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
_MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)
_ANY = "*"  # after a star import nobody can tell which names are bound


def could_bind(sources, names: set[str]) -> bool:
    """Tell whether one of some pieces of code could bind one of some names in the notebook's own namespace.

    Examples
    --------
    >>> could_bind(["def halve(x):\\n    y = x / 2\\n    return y"], {"y"}), could_bind(["y = 1"], {"y"})
    (False, True)
    """
    return bool(names) and any(_ANY in bound_here or names & bound_here for bound_here in map(_bound, sources))


@lru_cache(4096)
def _bound(source: str) -> frozenset[str]:
    try:
        return frozenset(bound(ast.parse(_MAGIC.sub("pass", source))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()


def missing_in(text: str) -> set[str]:
    """Return the names that an error message says are not defined.

    Examples
    --------
    >>> missing_in("It stopped with NameError: name 'halve' is not defined.")
    {'halve'}
    """
    return set(_NOT_DEFINED.findall(text))


def cells_that_define(sources: dict[int, str], names: set[str]) -> set[int]:
    """Return the pieces of code that some names come from, with those that these build on.

    Parameters
    ----------
    sources : dict of int to str
        Index of a cell → its source.
    names : set of str

    Examples
    --------
    >>> sorted(cells_that_define({0: "a = 1", 1: "b = 2 * a", 2: "c = 3"}, {"b"}))
    [0, 1]
    """
    chosen, wanted = set(), set(names)
    while more := {i for i, source in sources.items() if i not in chosen and could_bind([source], wanted)}:
        chosen |= more
        wanted = wanted.union(*(_uses(sources[i]) for i in more))
    return chosen


@lru_cache(4096)
def _uses(source: str) -> frozenset[str]:
    try:
        return frozenset(looked_up(compile(_MAGIC.sub("pass", source), "cell", "exec", dont_inherit=True)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
