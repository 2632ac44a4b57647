"""Read a notebook's bytes, whatever they are: it is plain data afterwards, or there is one plain reason why not."""

import json
import math

# A lesson's notebook with all its outputs has well under one megabyte, and fewer than a hundred cells.
LARGEST = 50_000_000
MOST_CELLS = 2_000
# Cells in a notebook, outputs in a cell, data in an output, lines in the data: honest files need about ten levels.
DEEPEST = 100


class Unreadable(Exception):
    """A submission cannot be graded; the text is the one plain reason that lecturer and student see."""


def parse_notebook(data: bytes, name: str = "the notebook") -> dict:
    """Return a notebook as plain data.

    Only its outermost shape is checked: format 4, a list of cells. What is in the cells may still be anything.

    Parameters
    ----------
    data : bytes
        The file as it was handed in.
    name : str
        What the reason calls it.

    Raises
    ------
    Unreadable
        If it is empty, too large, not UTF-8, not JSON, nested too deeply, or not a notebook of format 4.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"{name} is larger than {LARGEST // 1_000_000} MB: its outputs should be cleared")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not a notebook: it is not UTF-8 text") from None
    if not text.strip():
        raise Unreadable(f"{name} is empty")
    return _checked(_plain(_load(text, name), name), name)


def _load(text, name):
    try:
        return json.loads(text, parse_int=_integer, parse_float=_finite, parse_constant=_none)
    except ValueError:
        raise Unreadable(f"{name} is not a notebook: its JSON is damaged") from None
    except RecursionError:
        raise Unreadable(_too_deep(name)) from None


def _checked(nb, name) -> dict:
    version = nb.get("nbformat") if isinstance(nb, dict) else None
    if version is None:
        raise Unreadable(f"{name} is not a notebook: it has no nbformat")
    if version != 4 or isinstance(version, bool):
        said = f"{version!r:.40}"
        raise Unreadable(f"{name} has notebook format {said}, not 4: open it in JupyterLab and save it again")
    if not isinstance(nb.get("cells"), list) or not nb["cells"]:
        raise Unreadable(f"{name} has no cells")
    if len(nb["cells"]) > MOST_CELLS:
        raise Unreadable(
            f"{name} has {len(nb['cells']):,} cells, more than {MOST_CELLS:,}: extra ones should be deleted"
        )
    return nb


def _integer(digits: str):
    # Python refuses to read integers of more than 4,300 digits; nothing in a notebook needs more than these.
    return int(digits) if len(digits) <= 20 else None


def _finite(digits: str):
    number = float(digits)
    return number if math.isfinite(number) else None


def _none(constant):
    """NaN and Infinity are not JSON, and no browser reads them."""
    return


def _plain(value, name, depth=0):
    """Return the same data without lone surrogates, which no file can hold."""
    if depth > DEEPEST:
        raise Unreadable(_too_deep(name))
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_plain(key, name): _plain(part, name, depth + 1) for key, part in value.items()}
    return [_plain(part, name, depth + 1) for part in value] if isinstance(value, list) else value


def _too_deep(name) -> str:
    return f"{name} is not a notebook: its JSON is damaged, it is nested more than {DEEPEST} levels deep"
