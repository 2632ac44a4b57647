"""Figures in the lessons' texts that no cell shows: most are computed here; of the others it is said why they are not.

Cells are named by their ids, as in lesson_figures.
"""

import functools
import itertools

import numpy as np

from autograder.exercises.depth_vs_width import sines
from nnlib import MLP, Neuron, activations, bounds, cost, golf, latency, regions
from nnlib.collapse import collapse
from tests.autograder import depth_vs_width_answers


def rules(inputs: int, largest: int) -> int:
    """Return how many rules for that many zeros and ones a neuron does with whole weights up to `largest`."""
    corners = np.array(list(itertools.product((0, 1), repeat=inputs))).T
    sums = np.array(list(itertools.product(range(-largest, largest + 1), repeat=inputs))) @ corners
    thresholds = np.arange(-inputs * largest - 0.5, inputs * largest + 1)
    return len({row.tobytes() for threshold in thresholds for row in sums > threshold})


def random_pieces() -> float:
    """Return the mean number of pieces of 100 random networks of three layers of 10."""
    rng = np.random.default_rng(0)
    networks = [MLP([1, 10, 10, 10, 1], rng=rng) for _ in range(100)]
    for layer in (layer for network in networks for layer in network.layers[:-1]):
        layer.bias[:] = rng.normal(size=10)
    return np.mean([regions.count_pieces(network, -1e4, 1e4) for network in networks])


def plain(numbers) -> str:
    """Return numbers as a lesson writes them: (−5.5, 8)."""
    return f"({', '.join(f'{number:g}' for number in numbers)})".replace("-", "−")


_BOTH = collapse([([[1, 2], [3, 4]], [1, -1]), ([[0.5, -1], [1.5, 0.5]], [2, 0])])
_AT = [plain(_BOTH(x)) for x in ([1, 0], [0, 1], [1, 1])]
_RNG = np.random.default_rng(1)
_STRETCHES = np.linalg.svd(collapse([(_RNG.normal(size=(2, 2)), _RNG.normal(size=2)) for _ in range(100)]).weight)[1]
_Z = [f"{z:g}".replace("-", "−") for z in Neuron([1, -1], -0.5).pre_activation([[0, 0], [0, 1], [1, 0], [1, 1]])]
_TEN_SIGMOIDS = functools.reduce(lambda z, _: activations.sigmoid(z), range(10), np.linspace(-1000, 1000, 9))
_FAR = np.arange(-760, -730, 0.01)
_SLOPES = activations.slope("gelu")(np.array([-(2**0.5), 2**0.5]))
_POWERS = np.exp([2, 1, 0])
_TENTS = golf.default("thousand_pieces")
_RANKING = cost.forward_flops([128, 256, 128, 64, 1])

# The text's cell, and a piece of its text that is put together from figures computed here.
COMPUTED = {
    "01_one_neuron": (
        ("gates-text", f"| z | {_Z[0]} | {_Z[1]} | **{_Z[2]}** | {_Z[3]} |"),
        ("geometry", f"0.5 = {Neuron([1, -2], 0.5).pre_activation([2, 1]):g}: it fires"),
        ("geometry", f"0.5 = −{-Neuron([1, -2], 0.5).pre_activation([0, 1]):g}: silent"),
        ("biology", f"one neuron can do {rules(3, 2)} of the {2**2**3}; with four, {rules(4, 3):,} of {2**2**4:,}"),
    ),
    "02_linear_collapse": (
        (
            "xor-again",
            f"2 → 2 → 2 hold 6 + 6 = {cost.mlp_params([2, 2, 2])} numbers, their one layer {cost.mlp_params([2, 2])}",
        ),
        ("ten-verdict", f"f(1, 0) = {_AT[0]}, f(0, 1) = {_AT[1]}, and f(1, 1) = {_AT[2]}"),
        ("ten-verdict", f"Ours is (½, ½), and f says {plain(_BOTH([0.5, 0.5]))} there"),
        ("quick-check", "drowned in rounding" if _STRETCHES[1] < 1e-15 * _STRETCHES[0] else "is well above rounding"),
    ),
    "03_activations": (
        ("why-it-matters", f"whatever goes in, {_TEN_SIGMOIDS.min():.3f} comes out"),
        ("why-it-matters", f"whatever goes in, {_TEN_SIGMOIDS.max():.3f} comes out"),
        ("sigmoid-text", f"ends near {np.finfo(float).max / 10.0**308:.1f} · 10³⁰⁸"),
        ("sigmoid-verdict", f"Below about −{-_FAR[activations.sigmoid(_FAR) == 0].max():.0f} they say 0"),
        ("gelu-exercise-text", f"dips to −{-_SLOPES[0]:.4f} at z = −√2 and rises to {_SLOPES[1]:.4f} at z = √2"),
        ("old-sums-text", f"1 / {1 + np.exp(0.3):.4f} = {activations.sigmoid(-0.3):.4f}"),
        ("old-sums-text", f"erf gives Φ(−0.3) = {(1 + activations.erf(-0.3 / 2**0.5)) / 2:.4f}"),
        ("old-sums-text", f"| {_POWERS[0]:.4f} | {_POWERS[1]:.4f} | 1 | {_POWERS.sum():.4f} |"),
    ),
    "04_layers_and_networks": (
        ("golf", f"an OR with {cost.mlp_params([2, 1, 1])} parameters"),
        ("golf-card-text", f"plays XOR in {MLP.from_data(golf.default('xor')).n_parameters}"),
        ("recap", f"make {regions.count_pieces(depth_vs_width_answers.FOUR * 5, 0, 1):,} straight pieces"),
    ),
    "05_depth_vs_width": (
        ("sine-law", f"can come within {sines.largest_error(depth_vs_width_answers.sine_free())[0]:.2f}"),
        (
            "telgarsky",
            "{}, {} and {} pieces".format(*(regions.count_pieces(_TENTS[: 2 * k], -9, 9) for k in (1, 2, 3))),
        ),
        ("montufar", f"{bounds.most_regions(4, 2)} each: **{bounds.regions_within_reach([4, 4], 2)}** regions"),
        ("montufar", f"one layer of 8 has {bounds.most_regions(8, 2)} at most"),
        ("montufar", f"**{bounds.most_regions_deep([4, 4], 2)}**"),
        ("width-for-budget-text", f"{cost.mlp_params([1, 100, 100, 100, 1]) / cost.mlp_params([1, 300, 1]):.0f} times"),
        ("trained-table-text", f"| zigzag | 1 × 49 | {cost.mlp_params([1, 49, 1])} |"),
        ("trained-table-text", f"| zigzag | 2 × 10 | {cost.mlp_params([1, 10, 10, 1])} |"),
        ("trained-table-text", f"| zigzag | 4 × 6 | {cost.mlp_params([1, 6, 6, 6, 6, 1])} |"),
        ("q4-text", f"11 · 11 · 11 = {bounds.most_regions_deep([10, 10, 10], 1):,}"),
        ("q4-text", "about 31" if abs(random_pieces() - 31) < 1 else "about another number"),
    ),
    "06_parameter_cost": (
        ("count-text", f"784 · 128 = {784 * 128:,} | 128 | {cost.dense_params(784, 128):,} |"),
        ("count-text", f"128 · 10 = {128 * 10:,} | 10 | {cost.dense_params(128, 10):,} |"),
        ("dense-text", f"from 4,096 to 4,096 has {4096**2:,} weights, and beside them its {4096:,} biases"),
        ("giga", f"10⁹ = {cost.GB:,} bytes. A **GiB**, gibibyte, is 2³⁰ = {cost.GIB:,} bytes"),
        ("giga", f"{100 * cost.GIB / cost.GB - 100:.0f} % more"),
        (
            "train-verdict",
            f"2 to run: {('', 'eight')[cost.adam_bytes(1) / cost.weight_bytes(1, 'float16') == 8]} times",
        ),
        ("train-verdict", f"{784 * 128:,} + {128 * 10:,} = {cost.forward_flops([784, 128, 10]) // 2:,} multiply-adds"),
        ("train-verdict", f"{100 * (138 + 128) / cost.forward_flops([784, 128, 10]):.2f} %"),
        ("production", f"are {cost.weight_bytes(cost.mlp_params([128, 256, 128, 64, 1])):,.0f} bytes in float32"),
        ("production", f"takes {_RANKING // 2:,} multiply-adds, so {_RANKING:,} FLOPs"),
        ("production", f"{_RANKING:,} / {10**10:,} s ≈ {_RANKING / 1e10:.6f} s = {_RANKING / 1e7:.3f} ms"),
        ("production", f"up to {latency.MOST_RUNS:,} times"),
        ("batch-text", f"3 ms / 32 = {3 / 32:.3f} ms"),
        ("batch-text", f"1,000 · {_RANKING:,} / 10¹⁰ s = {_RANKING / 1e4:.1f} ms"),
        ("conv", f"= {32 * 32 * 3:,} inputs to 32 · 32 · 64 = {32 * 32 * 64:,} neurons"),
        ("quick-check", f"at {32 * 32:,} places"),
        ("q2-text", f"takes {cost.weight_bytes(7 * cost.GB, 'float16') / cost.GB:.0f} GB"),
        ("q2-text", f"says that it takes {cost.weight_bytes(7 * cost.GB, 'float16') / cost.GIB:.2f}"),
    ),
}

# Where no run shows a figure, the text's cell and why.
NOT_PRINTED = {
    "01_one_neuron": (("biology", "about 86 billion neurons", "from the literature"),),
    "04_layers_and_networks": (
        ("hook", "the best one gets 182 of the 200", "test_no_line_separates_the_inputs_and_some_line_… of lesson 4"),
        ("network", "64 to 4,096 neurons each, typically", "from the source that is named below the table"),
    ),
    "05_depth_vs_width": (
        ("trained-table-text", "It was measured once", "120 runs of training take too long for each student"),
        (
            "narrow-summary",
            "with one, three or four layers it does not either",
            "a theorem says so of every depth, and is named",
        ),
    ),
    "06_parameter_cost": (
        ("production", "It quotes 1–2 ms an example", "from the source that is named"),
        ("batch-text", "about 3 ms for a batch of 32", "from the source that is named"),
        ("hook", "Common cards hold 16 or 24 GB", "what one can buy"),
    ),
}
