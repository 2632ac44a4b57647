"""The card of a network: its pieces, its parameters against par, its dead share, and whether it plays the hole."""

from dataclasses import dataclass

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.arrays import describe
from nnlib.golf.holes import MOST_PIECES, Hole, countable, default, find
from nnlib.golf.wording import as_html, as_text, plural
from nnlib.network import MLP
from nnlib.regions import count_pieces, count_regions
from nnlib.regions.straight import STRAIGHT

DYING = ("relu", "step")  # bends that can be 0 on every input: only their neurons can be dead
MOST_HIDDEN = 64
MOST_NAMED = 6  # bends in a row; of a longer row each is named once


@dataclass(frozen=True)
class Card:
    """What `card` returns. Let it be the last line of a cell, and it is shown; in a terminal, print it.

    Attributes
    ----------
    hole : Hole
    par : int
    network : MLP or None
        None where what came is not a network; `note` says why.
    note : str
        What a reader should know first: that the given network is shown, or why there is none. Often empty.
    """

    hole: Hole
    par: int
    network: MLP | None
    note: str = ""

    @property
    def parameters(self) -> int:
        """Weights and biases by shape: a zero counts like any other number."""
        return self.network.n_parameters

    @property
    def dead(self) -> tuple:
        """(dead, all) hidden neurons that bend: dead is a ReLU or a step with z ≤ 0 on every input of the hole."""
        sums = self.network.pre_activations(np.array(self.hole.inputs, dtype=float))[:-1]
        names = [layer.activation_name for layer in self.network.layers[:-1]]
        bending = [(name, z) for name, z in zip(names, sums, strict=True) if name != "identity"]
        dead = sum(int((z <= 0).all(axis=0).sum()) for name, z in bending if name in DYING)
        return dead, sum(z.shape[1] for _, z in bending)

    @property
    def pieces(self) -> int | None:
        """How many straight pieces the output has in the hole's range, before a curved last bend.

        None where a hidden bend is curved, which leaves no straight pieces, or where counting would take too long.
        """
        rows = self.network.as_data()
        on_a_line = len(self.hole.box) == 1
        if self.curved or not (countable(self.network) if on_a_line else self.dead[1] <= MOST_HIDDEN):
            return None
        weight, bias, name = rows[-1]
        rows[-1] = (weight, bias, name if name in STRAIGHT else "identity")
        return count_pieces(rows, *self.hole.box[0]) if on_a_line else count_regions(rows, *self.hole.box)

    @property
    def curved(self) -> bool:
        """Whether a hidden layer has a curved bend."""
        return any(layer.activation_name not in STRAIGHT for layer in self.network.layers[:-1])

    @property
    def played(self) -> bool:
        """Whether the network does what the hole asks for."""
        return self.network is not None and self.hole.played(self.network)

    @property
    def score(self) -> str:
        """The strokes against par, in the words of golf."""
        over = next(iter(self.hole.strokes(self.network).values())) - self.par
        return "at par" if over == 0 else f"{abs(over)} {'over' if over > 0 else 'under'} par"

    def lines(self) -> list:
        """Return (what, what there is to say about it), line by line."""
        if self.network is None:
            return []
        sizes = [self.network.layers[0].weight.shape[1], *(len(layer.bias) for layer in self.network.layers)]
        bends = [layer.activation_name for layer in self.network.layers]
        bends = bends if len(bends) <= MOST_NAMED else list(dict.fromkeys(bends))
        return [
            ("hole", self.hole.in_words(self.network)),
            ("network", f"{' → '.join(map(str, sizes))}, {', '.join(bends)}"),
            *self._strokes_in_words(),
            ("pieces", self._pieces_in_words()),
            ("dead share", self._dead_in_words()),
        ]

    def _strokes_in_words(self):
        (what, count), *rest = self.hole.strokes(self.network).items()
        return [(what, f"{count}, {self._score_in_words()}"), *((more, f"{n}") for more, n in rest)]

    def _score_in_words(self):
        return self.score if self.played else "which count once the hole is played"

    def _pieces_in_words(self):
        pieces, last = self.pieces, self.network.layers[-1].activation_name
        if self.curved:
            return "none to count: a curved hidden bend leaves nothing straight"
        if pieces is None:
            if len(self.hole.box) == 1:
                return f"not counted: there could be more than {MOST_PIECES:,}"
            return f"not counted: more than {MOST_HIDDEN} hidden neurons would keep you waiting"
        one = "linear piece" if len(self.hole.box) == 1 else "linear region"
        before = "" if last in STRAIGHT else f", counted before the last bend, {last}"
        return f"{plural(pieces, one)} {self.hole.where}{before}"

    def _dead_in_words(self):
        dead, hidden = self.dead
        if hidden == 0:
            return "no hidden neurons"
        share = f"{dead} of {plural(hidden, 'hidden neuron')} ({100 * dead / hidden:.0f} %)"
        return f"{share} silent on all {len(self.hole.inputs)} inputs of the hole"

    def __repr__(self):
        return as_text(self)

    def _repr_html_(self):
        return as_html(self)


def card(network, par=None, hole="xor") -> Card:
    """Return the card of a network: pieces, parameters against par, dead share, and whether it plays the hole.

    Everything is computed from the network at each call. Where there is none yet (``...`` or None), the card shows the
    given one and says so; where what came is no network for this hole, it says why and shows no numbers.

    Parameters
    ----------
    network : list of (W, b, activation), or MLP
    par : int, optional
        The hole's own by default.
    hole : str
        A name in `nnlib.golf.HOLES`.

    Returns
    -------
    Card

    Raises
    ------
    ValueError
        If there is no such hole.

    Examples
    --------
    >>> from nnlib.golf import default
    >>> card(default("xor"))
    Neuron golf, hole xor, par 9
    hole        played: (0, 0) → 0 ✓, (0, 1) → 1 ✓, (1, 0) → 1 ✓, (1, 1) → 0 ✓
    network     2 → 3 → 1, relu, identity
    parameters  13, 4 over par
    pieces      3 linear regions in the unit square
    dead share  0 of 3 hidden neurons (0 %) silent on all 4 inputs of the hole
    """
    hole = find(hole)
    par = hole.par if par is None else par
    if missing(network):
        return Card(hole, par, MLP.from_data(default(hole.name)), "No network of yours yet: this is the given one.")
    try:
        return Card(hole, par, fitting(network, hole))
    except (ValueError, TypeError) as error:
        return Card(hole, par, None, f"No card yet. {error}")


def missing(network) -> bool:
    """Whether nothing has been written yet: None, ``...``, or a container that holds one of them."""
    if network is None or network is ...:
        return True
    return isinstance(network, list | tuple) and any(missing(item) for item in network)


def fitting(network, hole) -> MLP:
    """Return a network of one's own as an MLP, or say why it cannot play the hole."""
    network = network if isinstance(network, MLP) else MLP.from_data(network)
    inputs, outputs = network.layers[0].weight.shape[1], len(network.layers[-1].bias)
    if inputs != len(hole.box) or outputs != 1:
        raise ValueError(
            f"Hole {hole.name} needs a network of {plural(len(hole.box), 'input')} and 1 output, "
            f"got one of {plural(inputs, 'input')} and {plural(outputs, 'output')}."
        )
    for place, layer in enumerate(network.layers, 1):
        if ACTIVATIONS.get(layer.activation_name) is not layer.activation:
            raise ValueError(f"Layer {place} has a bend of its own, {describe(layer.activation)}. Use one by its name.")
        if not (np.isfinite(layer.weight).all() and np.isfinite(layer.bias).all()):
            raise ValueError(f"Layer {place} holds NaN or infinity. Every weight and bias must be a finite number.")
    return network
