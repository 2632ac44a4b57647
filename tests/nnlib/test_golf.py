"""The card says what is true of the network as it is now, and nothing a student writes stops a notebook."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from nnlib import golf
from nnlib.network import MLP
from tests.nnlib.networks import XOR, random_network

STEPS = [([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1, -2]], [-0.5], "step")]
DIPS = [([[3, 3]], [-3.75], "gelu"), ([[-9]], [0], "identity")]  # gelu falls below 0 before it rises
ONE_NEURON = [([[1, 1]], [-0.5], "step")]


def lines(card):
    return dict(card.lines())


def seen(card):
    """Return the words of the card as a notebook shows them."""
    root = ElementTree.fromstring(card._repr_html_())
    return " ".join(" ".join(root.itertext()).split())


def test_the_given_network_plays_the_hole_over_par():
    card = golf.card(golf.default("xor"), par=9, hole="xor")
    assert card.played
    assert (card.parameters, card.score) == (13, "4 over par")
    assert MLP.from_data(golf.default())([[0, 0], [0, 1], [1, 0], [1, 1]])[:, 0].tolist() == [0, 1, 1, 0]


def test_the_given_network_is_fresh_each_time():
    golf.default()[0][0][:] = 0
    assert golf.default()[0][0].any()


def test_no_neuron_of_the_given_network_can_be_left_out():
    (weight, bias, bend), (reads, shift, last) = golf.default()
    for gone in range(3):
        rest = np.arange(3) != gone
        assert not golf.card([(weight[rest], bias[rest], bend), (reads[:, rest], shift, last)]).played


@pytest.mark.parametrize(
    ("network", "parameters", "score", "pieces"),
    [(XOR, 9, "at par", 2), (STEPS, 9, "at par", 3), (DIPS, 5, "4 under par", None)],
)
def test_networks_that_play_the_hole(network, parameters, score, pieces):
    card = golf.card(network)
    assert card.played
    assert (card.parameters, card.score, card.pieces) == (parameters, score, pieces)
    assert lines(card)["parameters"] == f"{parameters}, {score}"
    assert lines(card)["hole"].startswith("played: ")
    assert "✗" not in str(card)


def test_what_is_not_played_says_which_corner_is_wrong_and_gives_no_score():
    card = golf.card(ONE_NEURON)
    assert not card.played
    assert lines(card)["hole"] == (
        "not played yet, 3 of 4 right: (0, 0) → 0 ✓, (0, 1) → 1 ✓, (1, 0) → 1 ✓, (1, 1) → 1 ✗"
    )
    assert lines(card)["parameters"] == "3, which count once the hole is played"
    assert lines(card)["dead share"] == "no hidden neurons"


@pytest.mark.parametrize("level", [0.5, 0.5 + 1e-9, 0.5 - 1e-9])
def test_on_the_threshold_is_neither_above_nor_below(level):
    card = golf.card([([[0, 0]], [level], "identity")])
    assert lines(card)["hole"].startswith("not played yet, 0 of 4 right")


def test_zeros_count_as_parameters():
    wide = [([[1, 1], [1, 1], [0, 0]], [0, -1, 0], "relu"), ([[1, -2, 0]], [0], "identity")]
    assert (golf.card(wide).parameters, golf.card(wide).score) == (13, "4 over par")


@pytest.mark.parametrize(
    ("bend", "bias", "dead"),
    [("relu", -2, 1), ("relu", -1.9, 0), ("step", -2, 1), ("leaky_relu", -9, 0), ("sigmoid", -9, 0)],
)
def test_dead_is_silent_on_every_corner(bend, bias, dead):
    card = golf.card([([[1, 1], [1, 1]], [bias, 0], bend), ([[1, 1]], [0], "identity")])
    assert card.dead == (dead, 2)
    assert lines(card)["dead share"] == (
        f"{dead} of 2 hidden neurons ({50 * dead} %) silent on all 4 inputs of the hole"
    )


def test_dead_is_counted_in_every_hidden_layer_but_not_in_the_last():
    deep = [([[1, 1]], [0], "relu"), ([[-1], [-1]], [-1, 3], "relu"), ([[1, 1]], [-99], "relu")]
    assert golf.card(deep).dead == (1, 3)


def test_pieces_before_a_curved_last_bend_are_counted_and_the_card_says_so():
    squashed = [XOR[0], ([[9, -18]], [-4.5], "sigmoid")]
    card = golf.card(squashed)
    assert card.played
    assert card.pieces == 2
    assert lines(card)["pieces"] == "2 linear regions in the unit square, counted before the last bend, sigmoid"
    assert lines(golf.card(DIPS))["pieces"].startswith("none to count: a curved hidden bend")


def test_a_network_too_wide_to_count_is_not_counted():
    card = golf.card(random_network((2, 65, 1), 0))
    assert card.pieces is None
    assert lines(card)["pieces"].startswith("not counted: more than 64 hidden neurons")


@pytest.mark.parametrize("nothing", [None, ..., [...], [(..., ..., "relu")], [([[1, 1]], None, "relu")], [None, None]])
def test_where_there_is_nothing_yet_the_card_shows_the_given_network_and_says_so(nothing):
    card = golf.card(nothing, par=9, hole="xor")
    assert card.note == "No network of yours yet: this is the given one."
    assert card.parameters == 13
    assert card.note in str(card)
    assert card.note in seen(card)


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (3, "A network is a list of (W, b, activation)"),
        ("relu", "A network is a list of"),
        ([], "at least one layer"),
        ([([[1, 1]], [0])], "Layer 1 should be (W, b, activation)"),
        ([([[1, 1]], [0], "rely")], "Did you mean 'relu'?"),
        ([([[1, 1]], [0], 3)], "Layer 1: Expected an activation"),
        ([([["a", 1]], [0], "relu")], "must be real numbers"),
        ([([[1, 1]], [0, 0], "relu")], "one bias for each of its 1 neurons"),
        ([XOR[0], ([[1, 1, 1]], [0], "relu")], "Layer 1 gives 2 numbers, but layer 2 expects 3"),
        ([([[1, 1, 1]], [0], "relu")], "needs a network of 2 inputs and 1 output, got one of 3 inputs and 1 output"),
        ([XOR[0]], "got one of 2 inputs and 2 outputs"),
        ([([[1, np.nan]], [0], "relu")], "Layer 1 holds NaN or infinity"),
        ([([[1, 1]], [0], np.sin)], "Layer 1 has a bend of its own"),
    ],
)
def test_what_is_no_network_gets_a_card_that_says_why(network, words):
    card = golf.card(network)
    assert not card.played
    assert card.lines() == []
    assert words in str(card)
    assert words in seen(card)
    assert golf.keep("xor", network).startswith("Nothing kept. ")


@pytest.mark.parametrize("size", [1e300, 1e-300])
def test_huge_and_tiny_weights_neither_stop_nor_warn(size):
    card = golf.card([(size * np.array([[1, 2], [3, -4]]), [size, 0], "relu"), ([[size, -size]], [0], "identity")])
    assert not card.played
    assert "not played yet" in str(card)


def test_the_card_in_a_notebook_says_what_the_text_says():
    for network in (XOR, ONE_NEURON, golf.default()):
        card = golf.card(network)
        for what, words in card.lines():
            assert f"{what} {words}" in seen(card)
    assert 'role="status"' in card._repr_html_()


def test_an_mlp_has_the_same_card_as_its_data():
    assert str(golf.card(MLP.from_data(XOR))) == str(golf.card(XOR))


def test_another_par_is_counted_against():
    assert golf.card(XOR, par=7).score == "2 over par"


@pytest.mark.parametrize("call", [golf.default, golf.kept, lambda hole: golf.card(XOR, hole=hole)])
def test_an_unknown_hole_is_refused_with_the_known_ones(call):
    with pytest.raises(ValueError, match=r"There is no hole 'or'\. There are: xor, thousand_pieces\."):
        call("or")


FOUR = [([[1], [-1], [-1]], [-1 / 3, 2 / 3, 5 / 6], "relu"), ([[-6, 9, -12]], [4], "identity")]


def test_the_given_network_of_a_thousand_pieces_has_them_over_par():
    card = golf.card(golf.default("thousand_pieces"), hole="thousand_pieces")
    assert (card.played, card.pieces, card.score) == (True, 1024, "5 over par")


def test_a_thousand_pieces_count_neurons_that_bend_and_show_parameters_beside_them():
    card = golf.card(FOUR * 5, hole="thousand_pieces")
    assert (card.played, card.score) == (True, "at par")
    lines = dict(card.lines())
    assert (lines["neurons"], lines["parameters"]) == ("15, at par", "50")
    assert lines["hole"] == "played: 1,024 of 1,024 pieces"
    assert lines["network"].endswith("→ 1, relu, identity")
    assert lines["dead share"].startswith("0 of 15 hidden neurons")


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (FOUR * 2, "not played yet: 16 of 1,024 pieces"),
        (FOUR * 11, "not played yet: its pieces cannot be counted"),
        ([([[1]], [0], "tanh"), ([[1]], [0], "identity")], "not played yet: its pieces cannot be counted"),
    ],
)
def test_too_few_pieces_or_none_to_count_leave_the_hole_open(network, words):
    card = golf.card(network, hole="thousand_pieces")
    assert not card.played
    assert dict(card.lines())["hole"] == words


def test_a_network_of_too_many_layers_does_not_keep_a_reader_waiting():
    card = golf.card(FOUR * 30, hole="thousand_pieces")
    assert card.pieces is None
    assert dict(card.lines())["pieces"] == "not counted: there could be more than 1,000,000"
