"""Carry over to the judge's own lists, dicts, sets and arrays what a student's function changed in its copies."""

import numpy as np


def write_back(ours, theirs) -> bool:
    """Give `ours` the content of `theirs`, in place; return whether that could be done.

    Inner lists and arrays are changed in place too, so that a test which holds one of them sees the change.
    """
    if isinstance(ours, np.ndarray):
        return _write_array(ours, theirs)
    if isinstance(ours, np.random.Generator):
        return _wind_on(ours, theirs)
    if type(ours) is not type(theirs):
        return False
    if type(ours) is list:
        ours[:] = _merged(ours, theirs)
    elif type(ours) is dict:
        kept = {key: _merge(ours[key], new) if key in ours else new for key, new in theirs.items()}
        ours.clear()
        ours.update(kept)
    elif type(ours) is set:
        ours.clear()
        ours.update(theirs)
    elif type(ours) is tuple and len(ours) == len(theirs):
        return all(old is new for old, new in zip(ours, _merged(ours, theirs), strict=True))
    else:
        return False
    return True


def _write_array(ours, theirs) -> bool:
    fits = isinstance(theirs, np.ndarray) and ours.shape == theirs.shape and ours.dtype == theirs.dtype
    if not fits or not ours.flags.writeable:
        return False
    ours[...] = theirs
    return True


def _wind_on(ours, theirs) -> bool:
    same = type(ours) is type(theirs) and type(ours.bit_generator) is type(theirs.bit_generator)
    if same:
        ours.bit_generator.state = theirs.bit_generator.state
    return same


def _merged(ours, theirs) -> list:
    kept = [_merge(old, new) for old, new in zip(ours, theirs, strict=False)]
    return kept + list(theirs[len(kept) :])


def _merge(old, new):
    """Return the old object with the new content where that can be done, else the new object."""
    if isinstance(old, list | dict | set | np.ndarray | np.random.Generator) and write_back(old, new):
        return old
    same = type(old) is type(new) and not isinstance(old, tuple | np.ndarray) and _equal(old, new)
    return old if same else new


def _equal(old, new) -> bool:
    try:
        return bool(old == new)
    except Exception:  # what came from a student may not be comparable
        return False
