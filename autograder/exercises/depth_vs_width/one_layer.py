"""width_for_pieces: how wide one layer has to be for so many pieces."""

import math

from autograder.exercises.depth_vs_width.whole import agree_exactly
from autograder.forms import FunctionExercise, Misconception, Worked


def width_for_pieces(p):
    return p - 1


WIDTH_FOR_PIECES = FunctionExercise(
    name="width_for_pieces",
    points=1.0,
    reference=width_for_pieces,
    worked=(Worked("ten tents, 1,024 pieces (Telgarsky 2016)", (1024,)),),
    draw=lambda rng: (int(rng.integers(2, 900)),),
    always=((2,), (3,), (1000,)),
    simple=lambda: ((p,) for p in (2, 3, 4, 5)),
    explain=lambda p: f"{p} pieces have {p - 1} kink{'s' * (p != 2)} between them\na ReLU in one layer makes one kink",
    agree=agree_exactly,
    misconceptions=(
        Misconception(
            "one for each piece",
            lambda p: p,
            "One too many: with no neuron at all there is already one piece. Each ReLU adds a kink, and so a piece.",
        ),
        Misconception(
            "fence posts",
            lambda p: p + 1,
            "Two too many. Between p pieces there are p − 1 kinks, and each takes one ReLU.",
        ),
        Misconception(
            "two at a time",
            lambda p: 2 * (p.bit_length() - 1),
            "That is how many a stack of tents needs. In *one* layer nothing is folded: each ReLU makes one kink.",
        ),
        Misconception(
            "the other way round",
            lambda p: 2**p - 1,
            "This is what p *tents* take in one layer, 2 to the power of p, less one. Here p is the number of pieces itself.",
        ),
        Misconception(
            "doubling",
            lambda p: p.bit_length() - 1,
            "Pieces double with each tent of a deep network, but within one layer they only add up, a kink for each ReLU.",
        ),
        Misconception(
            "two at a time, not rounded",
            lambda p: 2 * math.log2(p),
            "Two neurons for each doubling is what a stack of tents needs, and neurons come whole. In *one* layer nothing is folded: each ReLU makes one kink.",
        ),
        Misconception(
            "two at a time, rounded up",
            lambda p: 2 * math.ceil(math.log2(p)),
            "So many are enough for a stack of tents, which doubles the pieces with every two. In *one* layer nothing is folded: each ReLU makes one kink.",
        ),
        Misconception(
            "doubling, not rounded",
            math.log2,
            "That is how often 1 has to be doubled to make p, and neurons come whole. Layers double pieces; within one layer they only add up, a kink for each ReLU.",
        ),
        Misconception(
            "doubling, rounded up",
            lambda p: math.ceil(math.log2(p)),
            "That is how many doublings are enough for p pieces. Tents one behind the other double them; within one layer they only add up, a kink for each ReLU.",
        ),
        Misconception(
            "one kink too few",
            lambda p: p - 2,
            "One too few. Between p pieces there are p − 1 kinks: one kink makes two pieces, so two pieces take one ReLU.",
        ),
        Misconception(
            "two kinks a neuron",
            lambda p: p // 2,
            "A ReLU has one kink, not two: it is silent on one side and runs straight on the other.",
        ),
    ),
    praise="One kink for each ReLU, and never more: within one layer, pieces add up.",
    hints=("How many kinks does a curve of p straight pieces have?", "How many kinks can one ReLU bring along?"),
)
