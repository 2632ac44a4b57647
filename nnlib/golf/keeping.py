"""A student's network kept for later lessons, in one small file of plain JSON.

The file is called `.golf.json` and lies beside the lesson folders, as the predictions do. Where it is damaged or
cannot be written, it is left alone, and a network is kept as long as the kernel lives.
"""

import json
import os
import re
import tempfile
from pathlib import Path

from nnlib.golf.holes import default, find
from nnlib.golf.plain_json import layers_of, network_of
from nnlib.golf.scorecard import Card, fitting, missing
from nnlib.golf.wording import plural

FILE_NAME = ".golf.json"
VERSION = 1
LESSON_FOLDER = re.compile(r"\d\d_\w+")

_memory: dict = {}  # (file, hole) → layers: what this kernel has kept, whether or not it could be written


def keep(hole, network) -> str:
    """Keep a network for later lessons, if it plays its hole.

    Parameters
    ----------
    hole : str
        A name in `nnlib.golf.HOLES`.
    network : list of (W, b, activation), or MLP
        The one kept last counts.

    Returns
    -------
    str
        One sentence that says what was kept, or why nothing was.

    Raises
    ------
    ValueError
        If there is no such hole.
    """
    hole = find(hole)
    if missing(network):
        return "Nothing kept: there is no network of yours yet. Later lessons go on with the given one."
    try:
        network = fitting(network, hole)
    except (ValueError, TypeError) as error:
        return f"Nothing kept. {error}"
    if not Card(hole, hole.par, network).played:
        return f"Nothing kept: it does not play hole {hole.name} yet ({hole.task})."
    path = _shelf() / FILE_NAME
    _memory[path, hole.name] = layers_of(network)
    written = _write(path, hole.name, layers_of(network))
    how_long = "for later lessons" if written else f"until the kernel stops ({FILE_NAME} could not be written)"
    return f"Kept {how_long}: your network of {plural(network.n_parameters, 'parameter')}."


def kept(hole) -> tuple:
    """Return the network that was kept for a hole, or the given one, and a sentence that says which it is.

    Parameters
    ----------
    hole : str
        A name in `nnlib.golf.HOLES`.

    Returns
    -------
    network : list of (W, b, activation)
    words : str

    Raises
    ------
    ValueError
        If there is no such hole.
    """
    hole = find(hole)
    path = _shelf() / FILE_NAME
    layers, trouble = _memory.get((path, hole.name)), f"No network of yours was kept for hole {hole.name}"
    if layers is None:
        holes = _read(path)
        layers = (holes or {}).get(hole.name)
        if holes is None or layers is not None:
            trouble = f"What was kept for hole {hole.name} cannot be read"
    try:
        network = fitting(network_of(layers), hole)
    except (ValueError, TypeError):
        return default(hole.name), f"{trouble}: this is the given network."
    return network.as_data(), f"This is your own network of {plural(network.n_parameters, 'parameter')}."


def _shelf() -> Path:
    """The folder above a lesson's own; elsewhere (on Colab, for one) the working directory."""
    try:
        folder = Path.cwd()
    except OSError:  # the folder is gone
        folder = Path("unknown")
    return folder.parent if LESSON_FOLDER.fullmatch(folder.name) else folder


def _read(path) -> dict | None:
    """The file's holes; empty where there is no file, None where it is damaged."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("version") != VERSION:
        return None
    holes = document.get("holes")
    return holes if isinstance(holes, dict) else None


def _write(path, hole, layers) -> bool:
    """Replace the file in one step, so that a reader or a crash never meets half of it; a damaged one stays."""
    holes = _read(path)
    if holes is None:
        return False
    text = json.dumps({"version": VERSION, "holes": {**holes, hole: layers}}, indent=1) + "\n"
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=FILE_NAME, dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        return False
    return True
