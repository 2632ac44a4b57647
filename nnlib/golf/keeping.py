"""A student's network kept for later lessons, in one small file of plain JSON.

The file is called `.golf.json` and lies beside the lesson folders, as the predictions do. Where it is damaged or
cannot be written, it is left alone, and a network is kept as long as the kernel lives.
"""

from nnlib.golf.holes import default, find
from nnlib.golf.plain_json import layers_of, network_of
from nnlib.golf.scorecard import Card, fitting, missing
from nnlib.golf.wording import plural
from nnlib.student_file import StudentFile, shelf

FILE_NAME = ".golf.json"

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
    file = _file()
    _memory[file.path, hole.name] = layers_of(network)
    written = _write(file, hole.name, layers_of(network))
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
    file = _file()
    layers, trouble = _memory.get((file.path, hole.name)), f"No network of yours was kept for hole {hole.name}"
    if layers is None:
        holes = file.read()
        layers = (holes or {}).get(hole.name)
        if holes is None or layers is not None:
            trouble = f"What was kept for hole {hole.name} cannot be read"
    try:
        network = fitting(network_of(layers), hole)
    except (ValueError, TypeError):
        return default(hole.name), f"{trouble}: this is the given network."
    return network.as_data(), f"This is your own network of {plural(network.n_parameters, 'parameter')}."


def _file() -> StudentFile:
    return StudentFile(shelf() / FILE_NAME, "holes")


def _write(file, hole, layers) -> bool:
    holes = file.read()
    return holes is not None and file.write({**holes, hole: layers})
