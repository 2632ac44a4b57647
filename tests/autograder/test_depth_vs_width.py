"""Lesson 5's exercises: what only they have to prove. What all lessons' exercises must do is in test_answers."""

import math
from itertools import combinations

import numpy as np
import pytest

from autograder import check
from autograder.exercises import lesson
from autograder.exercises.depth_vs_width import claim, counting, deep_tents, lines, sines, thousand, widths
from nnlib import MLP, bounds, regions
from tests.autograder import count_pieces_steps
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
    assert sines.largest_error(answers.sine_free())[0] < 0.02


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
    assert [lines.pieces(deep_tents.deep_tent(k), -100.0, 100.0) for k in (1, 2, 3)] == [3, 6, 10]
    assert [lines.pieces(deep_tents.deep_tent(k), 0.0, 1.0) for k in range(1, 8)] == [2**k for k in range(1, 8)]


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


# --- count_pieces: diagnoses that tell the wrong steps apart ---------------------------------------------------------


def counted(model):
    """Return what a model gives in the cases that are in every draw."""
    exercise = EXERCISES["count_pieces"]
    return [model(*args) for args in [worked.args for worked in exercise.worked] + list(exercise.always)]


def test_every_two_wrong_ways_to_count_differ_in_some_case_and_from_the_truth():
    found = {m.name: counted(m.model) for m in EXERCISES["count_pieces"].misconceptions}
    found["the truth"] = counted(reference("count_pieces"))
    assert [(one, two) for one, two in combinations(found, 2) if found[one] == found[two]] == []


def test_the_simple_networks_are_counted_alike_by_three_counters_and_hold_no_idle_neuron():
    for network, lo, hi in counting._simple():
        count = lines.pieces(network, lo, hi)
        assert count == regions.count_pieces(network, lo, hi) == answers.count_by_formulas(network, lo, hi)
        assert all(np.all(W) for W, _, _ in network)


def test_the_example_tells_where_each_neuron_has_its_kink():
    example = check(f"{LESSON}.count_pieces", answers.count_by_samples).result.example
    assert "lo = -1, hi = 5" in example
    assert "neuron 1: z is -2 at x = -1, 4 at x = 5, so 0 at x = 1\n" in example
    deeper = counting._explain(*list(counting._simple())[-1])
    assert "layer 2" in deeper
    assert deeper.splitlines()[-1].startswith("pieces, neighbours of one slope joined: ")


def test_a_loop_in_place_of_the_arrays_is_told_the_same():
    half = """
new = []
for i in range(len(ends) - 1):
    for j in range(z.shape[1]):
        if z[i, j] * z[i + 1, j] < 0:
            new.append((ends[i] + ends[i + 1]) / 2)
"""
    assert "in its middle" in check(f"{LESSON}.count_pieces", count_pieces_steps.typed(half)).result.message


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


def test_a_list_that_doubles_with_every_call_is_stopped_and_named():
    for _ in range(3):  # each check goes on with what the one before has left
        answer = answers.growing(answers.TENT)
        assert "grows here from call to call" in check(f"{LESSON}.deep_tent", answer).result.message
        assert check(f"{LESSON}.deep_tent", answer) == 0


def test_a_list_that_grows_slowly_is_found_by_asking_twice():
    assert "two different answers" in check(f"{LESSON}.deep_tent", answers.longer_each_time()).result.message


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
