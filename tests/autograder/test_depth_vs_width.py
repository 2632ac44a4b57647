"""Lesson 5's exercises: what only they have to prove. What all lessons' exercises must do is in test_answers."""

import math

import numpy as np
import pytest

from autograder import check
from autograder.exercises import lesson
from autograder.exercises.depth_vs_width import claim, counting, lines, sines, tents, thousand, widths
from nnlib import MLP, bounds, regions
from tests.autograder import depth_vs_width_answers as answers

LESSON = "05_depth_vs_width"
EXERCISES = lesson(LESSON)


def reference(name):
    return EXERCISES[name].reference


def random_network(rng, *sizes):
    network = MLP(sizes, rng=rng)
    for layer in network.layers:
        layer.bias[:] = rng.normal(size=len(layer.bias))
    return network.as_data()


# --- the references --------------------------------------------------------------------------------------------------


def test_references_give_the_numbers_of_the_lesson():
    _, b1, w2, b2 = reference("interpolant")([0, 1, 3, 4], [1, 3, 2, 2])
    assert (w2.tolist(), b1.tolist(), b2.tolist()) == ([[2, -2.5, 0.5]], [0, -1, -3], [1])
    assert reference("width_for_pieces")(1024) == 1023
    assert (reference("max_regions")(3, 2), reference("max_regions")(50, 10)) == (7, 13_432_735_556)
    assert [widths.cost(300, 1, n, 1) for n in (1, 99)] == [901, 30_301]
    assert [widths.cost(100, 3, n, 1) for n in (1, 99)] == [20_501, 30_301]
    assert reference("width_for_budget")(20_501, 3, 1, 1) == 100


def test_the_sine_from_ten_knots_is_as_far_off_as_the_lesson_says():
    error, _ = sines.largest_error(sines.by_hand(np.linspace(0, 2 * np.pi, 10)))
    assert round(error, 4) == 0.0594
    assert round((2 * np.pi / 9) ** 2 / 8, 4) == 0.0609


@pytest.mark.parametrize("seed", range(8))
def test_two_counters_that_share_no_code_agree(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, 1, *rng.integers(1, 9, size=rng.integers(1, 4)), 1)
    assert lines.pieces(network, -3.0, 3.0) == regions.count_pieces(network, -3.0, 3.0)


@pytest.mark.parametrize(("network", "lo", "hi"), counting._ALWAYS)
def test_the_special_cases_are_counted_alike_by_three_counters(network, lo, hi):
    count = lines.pieces(network, lo, hi)
    assert count == regions.count_pieces(network, lo, hi) == answers.count_by_formulas(network, lo, hi)


def test_tents_have_three_six_and_ten_pieces_on_the_whole_line():
    assert [lines.pieces(tents.deep_tent(k), -100.0, 100.0) for k in (1, 2, 3)] == [3, 6, 10]
    assert [lines.pieces(tents.deep_tent(k), 0.0, 1.0) for k in range(1, 8)] == [2**k for k in range(1, 8)]


def test_regions_are_those_of_the_library():
    for n, d in ((1, 1), (7, 3), (40, 12), (300, 99)):
        assert reference("max_regions")(n, d) == bounds.most_regions(n, d)


def test_the_width_for_a_budget_is_paid_and_the_next_is_not():
    rng = np.random.default_rng(3)
    for _ in range(50):
        depth, n_in, n_out = (int(n) for n in rng.integers(1, 9, size=3))
        budget = int(rng.integers(1, 5000))
        width = reference("width_for_budget")(budget, depth, n_in, n_out)
        for w, paid in ((width, True), (width + 1, False)):
            if w:
                network = MLP([n_in, *[w] * depth, n_out], rng=rng)
                assert (network.n_parameters <= budget) == paid


# --- what is accepted ------------------------------------------------------------------------------------------------


def test_fewer_neurons_than_par_are_welcome_and_curved_bends_are_not_counted():
    narrow = answers.merged(answers.FOUR * 5)
    assert sum(lines.bending(narrow)) == 15
    assert check(f"{LESSON}.thousand_pieces", narrow) == 2
    assert check(f"{LESSON}.thousand_pieces", answers.FOUR * 4) == 0


def test_a_random_network_of_fifteen_neurons_does_not_have_a_thousand_pieces():
    rng = np.random.default_rng(0)
    best = max(thousand._count(random_network(rng, 1, 3, 3, 3, 3, 3, 1)) for _ in range(50))
    assert best < 100


def test_few_neurons_alone_earn_nothing():
    for name, network in (("sine9", answers.even_sine(3)), ("thousand_pieces", answers.TENT)):
        result = check(f"{LESSON}.{name}", network).result
        assert result.points == 0
        assert "counts only once" in " ".join(part.detail for part in result.parts)


def test_half_the_points_for_a_thousand_pieces_over_par():
    assert check(f"{LESSON}.thousand_pieces", answers.TENT * 10) == 1


def test_a_tent_may_be_made_in_any_way_that_two_neurons_allow():
    assert check(f"{LESSON}.tent", lambda: answers.OTHER_TENT) == 1
    assert check(f"{LESSON}.deep_tent", lambda k: answers.merged(answers.OTHER_TENT * k)) == 2


def test_a_network_that_would_fill_the_memory_is_refused_at_once():
    many = answers.FOUR * 40
    assert "too many" in check(f"{LESSON}.thousand_pieces", many).result.message
    assert check(f"{LESSON}.deep_tent", lambda k: many) == 0


def test_long_whole_numbers_are_told_by_their_length():
    message = check(f"{LESSON}.max_regions", lambda n, d: math.comb(n, d) * 10**40).result.message
    assert len(message) < 300


# --- the claim --------------------------------------------------------------------------------------------------------


def test_the_bounds_decide_for_few_inputs_and_for_many_and_leave_the_middle_open():
    found = [claim.outcome(n) for n in range(1, 320)]
    assert found[:53] == ["holds"] * 53
    assert found[53:299] == [None] * 246
    assert set(found[299:]) == {"fails"}


@pytest.mark.parametrize("n_in", [1, 2, 10])
def test_a_setting_is_judged_with_the_numbers_that_decide_it(n_in):
    found, sentence = claim.DEPTH_CLAIM.run(n_in, "holds")
    assert found == "holds"
    assert f"{widths.cost(100, 3, n_in, 1):,} against {widths.cost(300, 1, n_in, 1):,}" in sentence
