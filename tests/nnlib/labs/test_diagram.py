"""A weight is the thickness, colour and dash of a wire, and a network has a wire for each weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import svg
from nnlib.labs.diagram import edge, network, node, positions
from tests.nnlib.labs.pictures import ends, fragment, numbers, parse, shapes


def thickness(weight):
    return float(parse(edge(0, 0, 9, 9, weight)).get("stroke-width"))


@given(st.floats(0.05, 100))
def test_the_sign_of_a_weight_is_a_colour_and_a_dash(weight):
    positive, negative = parse(edge(1, 2, 3, 4, weight)), parse(edge(1, 2, 3, 4, -weight))
    assert ends(positive) == ends(negative) == (1, 2, 3, 4)
    assert positive.get("stroke") == svg.POSITIVE
    assert negative.get("stroke") == svg.NEGATIVE
    assert positive.get("stroke-dasharray") is None
    assert negative.get("stroke-dasharray")
    assert positive.get("stroke-width") == negative.get("stroke-width")


@given(st.floats(0, 4), st.floats(0.05, 1))
def test_a_larger_weight_is_a_thicker_wire(weight, more):
    assert thickness(weight + more) > thickness(weight) or weight == 0
    assert thickness(-weight - more) > thickness(-weight) or weight == 0


def test_a_huge_weight_does_not_cover_the_picture():
    assert thickness(1e6) == thickness(-1e6) == 14


def test_a_weight_of_zero_is_neither_blue_nor_vermilion():
    wire = parse(edge(0, 0, 9, 9, 0.0))
    assert wire.get("stroke") not in (svg.POSITIVE, svg.NEGATIVE)
    assert wire.get("stroke-dasharray")
    assert parse(edge(0, 0, 9, 9, -0.0)).attrib == wire.attrib


def test_a_node_is_a_circle_with_its_text():
    root = fragment(node(10, 20, "z < 0", radius=24, fill="#123456"))
    (circle,), (words,) = shapes(root, "circle"), shapes(root, "text")
    assert numbers(circle, "cx", "cy", "r") == (10, 20, 24)
    assert circle.get("fill") == "#123456"
    assert words.text == "z < 0"
    assert (words.get("x"), words.get("text-anchor")) == ("10", "middle")


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5))
def test_layers_are_columns_each_centred(sizes):
    layers = positions(sizes, left=10, top=20, width=300, height=100)
    assert [layer.shape for layer in layers] == [(size, 2) for size in sizes]
    np.testing.assert_allclose([layer[:, 0].min() for layer in layers], np.linspace(10, 310, len(sizes)))
    np.testing.assert_allclose([layer[:, 0].max() for layer in layers], np.linspace(10, 310, len(sizes)))
    for layer in layers:
        assert layer[:, 1].mean() == pytest.approx(70)
        assert layer[:, 1].min() > 20
        assert layer[:, 1].max() < 120


def test_a_network_has_a_wire_for_each_weight_between_the_right_neurons():
    first, second = np.array([[1.0, -2.0], [3.0, 0.0], [0.5, 0.5]]), np.array([[1.0, -1.0, 2.0]])
    root = fragment(network([first, second], left=0, top=0, width=100, height=90))
    inputs, hidden, output = positions([2, 3, 1], left=0, top=0, width=100, height=90)
    wires = {ends(wire): wire.get("stroke") for wire in shapes(root, "line")}
    assert len(wires) == len(shapes(root, "line")) == 9
    assert len(shapes(root, "circle")) == 6
    assert wires[(*inputs[1], *hidden[0])] == svg.NEGATIVE  # first[0, 1] = -2: into neuron 0, from input 1
    assert wires[(*inputs[0], *hidden[1])] == svg.POSITIVE  # first[1, 0] = 3
    assert wires[(*hidden[1], *output[0])] == svg.NEGATIVE  # second[0, 1] = -1


def test_a_network_shows_its_values_layer_by_layer_and_escapes_them():
    root = fragment(network([np.ones((1, 2))], 0, 0, 100, 90, values=[["a<b", "2"], ["&"]]))
    assert [item.text for item in shapes(root, "text")] == ["a<b", "2", "&"]


def test_circles_lie_on_wires():
    root = fragment(network([np.ones((2, 2))], 0, 0, 100, 90))
    tags = [item.tag.rpartition("}")[2] for item in root]
    assert tags[:4] == ["line"] * 4
    assert "line" not in tags[4:]


def test_layers_that_do_not_fit_are_refused_with_both_sizes():
    with pytest.raises(ValueError, match="3 outputs cannot feed one with 2 inputs"):
        network([np.ones((3, 2)), np.ones((1, 2))], 0, 0, 100, 90)


def test_values_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        network([np.ones((1, 2))], 0, 0, 100, 90, values=[["a"], ["b"]])
