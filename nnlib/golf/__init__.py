"""Neuron golf: one network, built by hand and carried from lesson to lesson, with a card of what it costs.

A network is plain data here, a list of (W, b, activation), one row for each layer; it is kept as plain JSON. In a
lesson::

    golf.card(xor_network, par=9, hole="xor")         # the last line of a cell: the card of the network as it is now
    golf.follow("xor_network", par=9, hole="xor")     # the same, live: it changes when the variable does
    print(golf.keep("xor", xor_network))              # for later lessons
    network, words = golf.kept("xor")                 # in a later lesson: the kept network, or the given one

No function here stops a notebook because of what a student wrote: a network that does not work yet gets a card, or a
sentence, that says why.
"""

from nnlib.golf.holes import HOLES, Hole, PiecesHole, default
from nnlib.golf.keeping import keep, kept
from nnlib.golf.live import follow
from nnlib.golf.plain_json import from_json, to_json
from nnlib.golf.scorecard import Card, card

__all__ = ["HOLES", "Card", "Hole", "PiecesHole", "card", "default", "follow", "from_json", "keep", "kept", "to_json"]
