"""A network as JSON text, and back."""

import json

from nnlib.arrays import describe
from nnlib.network import MLP


def to_json(network) -> str:
    """Return a network as JSON text.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)

    Returns
    -------
    str
        One object with the list "layers", each with "weight", "bias" and "activation". Every digit is kept.

    Raises
    ------
    ValueError, TypeError
        If it is no network, or holds NaN or infinity, which JSON does not have.

    Examples
    --------
    >>> to_json([([[1, -2]], [0.5], "step")])
    '{"layers": [{"weight": [[1.0, -2.0]], "bias": [0.5], "activation": "step"}]}'
    """
    network = network if isinstance(network, MLP) else MLP.from_data(network)
    try:
        return json.dumps({"layers": layers_of(network)}, allow_nan=False)
    except ValueError:
        raise ValueError("The network holds NaN or infinity. Every weight and bias must be a finite number.") from None


def from_json(text) -> list:
    """Return the network that `to_json` wrote.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (W, b, activation)

    Raises
    ------
    ValueError, TypeError
        If the text is not JSON, or not a network.

    Examples
    --------
    >>> from_json('{"layers": [{"weight": [[1.0, -2.0]], "bias": [0.5], "activation": "step"}]}')
    [(array([[ 1., -2.]]), array([0.5]), 'step')]
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"This is not JSON: {error}.") from None
    if not isinstance(document, dict) or "layers" not in document:
        raise ValueError(f'A network in JSON is {{"layers": [...]}}, got {describe(document)}.')
    return network_of(document["layers"]).as_data()


def layers_of(network) -> list:
    """Return the layers of an `MLP` as lists, numbers and strings."""
    rows = network.as_data()
    return [{"weight": W.tolist(), "bias": b.tolist(), "activation": name} for W, b, name in rows]


def network_of(layers) -> MLP:
    """Return the `MLP` that such layers describe, or say what is wrong with them."""
    if not isinstance(layers, list) or not all(isinstance(layer, dict) for layer in layers):
        raise ValueError(f'"layers" should be a list of objects, got {describe(layers)}.')
    for place, layer in enumerate(layers, 1):
        if absent := {"weight", "bias", "activation"} - set(layer):
            raise ValueError(f"Layer {place} has no {' and no '.join(sorted(absent))}.")
    return MLP.from_data([(layer["weight"], layer["bias"], layer["activation"]) for layer in layers])
