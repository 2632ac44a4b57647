"""Lesson 4's exercises: what only they have to prove. What all lessons' exercises must do is in test_answers."""

import json
import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from autograder import check
from autograder.exercises import lesson
from autograder.exercises.bends import BENDS
from autograder.exercises.layers_and_networks import arcs, cuts, networks, shapes, xor
from nnlib import MLP, golf
from tests.autograder.layers_and_networks_answers import RIGHT

LESSON = "04_layers_and_networks"
EXERCISES = lesson(LESSON)
NOTEBOOK = Path(__file__).resolve().parents[2] / "solutions" / LESSON / f"{LESSON}.ipynb"


def source_of(cell_id) -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "".join(next(cell["source"] for cell in cells if cell["id"] == cell_id))


def names_after(*cell_ids) -> dict:
    names = {}
    for cell_id in cell_ids:
        exec(source_of(cell_id), names)
    return names


# --- the worked network ---------------------------------------------------------------------------------------------


def test_references_give_the_worked_numbers():
    hidden, output = EXERCISES["forward"].reference([[1, 2], [2, 1]], networks.S2_2)
    np.testing.assert_allclose(hidden, [[0.1, 0.8, 0.7], [0.4, 0.9, 0.0]], atol=1e-12)
    np.testing.assert_allclose(output, [[0.28], [0.11]], atol=1e-12)
    W, b, _ = networks.S2_2[0]
    np.testing.assert_allclose(EXERCISES["dense"].reference([[1, 2]], W, b, BENDS["relu"]), [[0.1, 0.8, 0.7]])
    heads = EXERCISES["heads"].reference
    np.testing.assert_allclose(heads([[2, 1, 0]], "multi-class"), [[0.6652, 0.2447, 0.09]], atol=5e-5)
    assert heads(np.array([[0.28]]), "binary") == pytest.approx(0.5695, abs=5e-5)


def test_forward_agrees_with_nnlib():
    exercise, rng = EXERCISES["forward"], np.random.default_rng(1)
    for _ in range(30):
        X, network = exercise.draw(rng)
        for one, other in zip(exercise.reference(X, network), MLP.from_data(network).activations(X), strict=True):
            np.testing.assert_allclose(one, other, atol=1e-12)


def test_swapped_axes_are_told_alike_whether_the_sizes_fit_or_not():
    """A transposed W raises on most sizes and is silent on square ones: both kinds come up among the cases."""
    rng = np.random.default_rng(0)
    square = [W.shape[0] == W.shape[1] for _, W, _, _ in (EXERCISES["dense"].draw(rng) for _ in range(200))]
    assert 40 < sum(square) < 160


# --- shapes ---------------------------------------------------------------------------------------------------------


def test_the_shapes_are_those_of_networks_of_these_sizes():
    rng = np.random.default_rng(0)
    for name, sizes in shapes.SIZES.items():
        built = [layer.weight.shape for layer in MLP(sizes, rng=rng).layers]
        assert built == shapes.weight_shapes(sizes), name


def test_half_of_the_shapes_earn_their_share():
    right = RIGHT["shapes"][0]
    assert check(f"{LESSON}.shapes", {"voter": right["voter"], "price": right["price"]}) == pytest.approx(0.8)


def test_no_report_shows_the_sizes_of_a_network_that_is_not_right_yet():
    report = str(check(f"{LESSON}.shapes", {"voter": [(1, 3)], "price": [(50, 100), (100, 1)]}))
    assert "3 → 1" in report
    assert report.count("→") == 1


def test_a_head_left_open_keeps_the_points_of_the_other_two():
    def heads(z, task):
        return {"regression": z, "binary": 1 / (1 + np.exp(-z))}.get(task, ...)

    score = check(f"{LESSON}.heads", heads)
    assert score == pytest.approx(1.2)
    assert score.result.verdict == "partly right"


# --- XOR ------------------------------------------------------------------------------------------------------------


def test_no_network_of_fewer_than_nine_numbers_does_xor_with_relus():
    """Par is par: with ReLUs, one hidden neuron is not enough, and two with one output are nine numbers."""
    rng = np.random.default_rng(0)
    for weights in rng.normal(scale=2, size=(20_000, 5)):
        hidden = np.maximum(0, xor.CORNERS @ weights[:2] + weights[2])
        out = weights[3] * hidden + weights[4]
        assert ((out > 0.5) != np.array(xor.XOR, bool)).any()


def test_golf_and_the_check_agree_on_who_plays_xor():
    for network in RIGHT["xor_network"]:
        assert golf.card(network).played
    assert not check(f"{LESSON}.xor_network", [tuple(row) for row in golf.default("xor")]).result.parts[1].passed
    for bias in (0.4, 0.5, 0.6):  # at 0.5 the answers at 00 lie on the threshold itself
        network = [([[1, 1], [1, 1]], [0, -1], "relu"), ([[1, -2]], [bias], "identity")]
        exercise = EXERCISES["xor_network"].judge(network, rng=np.random.default_rng(0))
        assert exercise.parts[0].passed == golf.card(network).played == (bias == 0.4)


def test_a_constant_or_an_empty_network_earns_nothing():
    for bias, size in product((0, 1), (1, 2)):
        network = [(np.zeros((size, 2)), np.zeros(size), "relu"), (np.zeros((1, size)), [bias], "identity")]
        assert check(f"{LESSON}.xor_network", network) == 0


def test_over_par_earns_half():
    assert check(f"{LESSON}.xor_network", golf.default("xor")) == 1.5


# --- the hidden space -----------------------------------------------------------------------------------------------


def test_the_notebook_gives_the_points_and_the_layer_that_are_judged():
    names = names_after("imports", "arcs-data")
    np.testing.assert_array_equal(names["points"], arcs.POINTS)
    np.testing.assert_array_equal(names["labels"], arcs.LABELS)
    np.testing.assert_allclose(names["hidden"](arcs.POINTS), arcs.SPACE, atol=1e-12)


def _best_line(points):
    angles = np.linspace(0, 2 * np.pi, 361)
    sums = points @ np.stack([np.cos(angles), np.sin(angles)])
    right = 0
    for threshold in np.linspace(sums.min(), sums.max(), 201):
        right = max(right, int(((sums > threshold) == (arcs.LABELS == 1)[:, None]).sum(axis=0).max()))
    return right


def test_no_line_separates_the_inputs_and_some_line_separates_the_hidden_space():
    assert _best_line(arcs.POINTS) == 182  # as the lesson says
    assert _best_line(arcs.POINTS) < arcs.NEARLY
    assert _best_line(arcs.SPACE) == 200


def test_a_line_read_off_with_a_ruler_is_good_enough():
    """Two points of the gap, each read off a little wrong, still give nearly all the points, mostly all."""
    rng, full, nearly = np.random.default_rng(0), 0, 0
    for _ in range(200):
        p, q = np.array([-0.9, 0.71]), np.array([0.9, -0.57])
        p, q = (point + rng.uniform(-0.03, 0.03, size=2) for point in (p, q))
        w = np.array([p[1] - q[1], q[0] - p[0]])
        right = arcs.right_side((w, -float(w @ p)))
        full, nearly = full + (right == 200), nearly + (right >= arcs.NEARLY)
    assert nearly == 200
    assert full > 150


# --- copies of a cut ------------------------------------------------------------------------------------------------


def test_the_folded_paper_of_the_lesson_shows_four_slits():
    names = {}
    lines = source_of("folded-paper-reveal").partition("plots.show")[0]
    exec(lines, names)
    z = MLP.from_data(names["paper"])(np.linspace(-2, 2, 4_000)[:, None])[:, 0]
    assert np.sum(np.diff(np.sign(z)) != 0) == 4


def test_copies_agree_with_a_fine_row_of_samples():
    exercise, rng, many = EXERCISES["cut_copies"], np.random.default_rng(2), 0
    for _ in range(60):
        network, lo, hi = exercise.draw(rng)
        kinks = [-float(b) / float(W) for W, b in zip(network[0][0][:, 0], network[0][1], strict=True)]
        x = np.sort([*np.linspace(lo, hi, 40_001), *(k for k in kinks if lo < k < hi)])  # some lie 1e-9 apart
        z = MLP.from_data(network)(x[:, None])[:, 0]
        copies = exercise.reference(network, lo, hi)
        assert copies == np.sum((z[:-1] > 0) != (z[1:] > 0))
        assert copies <= len(kinks) + 1
        many += copies >= 2
    assert many > 15, "the cases should not all be easy"


def test_the_zigzag_of_the_notebook_is_the_worked_case():
    names = {}
    exec(source_of("zigzag").splitlines()[0], names)
    for one, other in zip(names["zigzag"], cuts.ZIGZAG, strict=True):
        np.testing.assert_array_equal(one[0], other[0])
        np.testing.assert_array_equal(one[1], other[1])
        assert one[2] == other[2]
    assert cuts.cut_copies(cuts.ZIGZAG, -0.5, 3.0) == 3


def test_nothing_about_copies_is_decided_by_a_tie():
    exercise, rng = EXERCISES["cut_copies"], np.random.default_rng(3)
    for network, lo, hi in [*exercise.always, *(exercise.draw(rng) for _ in range(60))]:
        assert min(abs(cuts.last_sum(x, network)) for x in cuts.places(network, lo, hi)) > 0.01


# --- reading what a student wrote -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "a list with one"),
        ({"W": 1}, "a list with one"),
        ([[1, 2]], 'layer 1 of it should be (W, b, "name of the bend")'),
        ([([["a", 1]], [0], "relu")], "W cannot be read"),
        ([([[1, 1], [1]], [0, 0], "relu")], "rows of equal length"),
        ([([[1, 1]], 0, "relu")], "b should be a list with one bias for each of the 1 row"),
        ([([[1, 1]], [0], BENDS["relu"])], "its bend should be one of"),
        ([([[1, 1]], [0], "relu"), ([[1, 1]], [0], "relu")], "gives 1 number, but layer 2 expects 2"),
        ([([[]], [0], "relu")], "rows of weights"),
    ],
)
def test_a_network_of_the_wrong_form_is_refused_in_words(answer, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        networks.read_network(answer, "it")


def test_the_claim_takes_sizes_and_networks():
    claim = EXERCISES["layer_claim"]
    for setting, outcome in (
        ([5, 1], "fails"),
        ([5, 4, 3, 2], "holds"),
        (networks.S2_2, "holds"),
        (networks.S2_2[1:], "fails"),
    ):
        assert claim.run(claim.read(setting), "holds")[0] == outcome
