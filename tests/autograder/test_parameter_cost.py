"""Lesson 6's exercises: references give the sources' numbers, agree with networks that are built, and designs fit."""

import re
from itertools import product

import numpy as np
import pytest

from autograder.exercises import lesson
from autograder.exercises.parameter_cost import ranking
from autograder.exercises.parameter_cost.counts import connections, read_sizes
from autograder.exercises.parameter_cost.doubling import NO_MORE_THAN, ROUGHLY_FOUR
from nnlib import MLP, cost

EXERCISES = lesson("06_parameter_cost")
RANKING = [128, 256, 128, 64, 1]


def reference(name):
    return EXERCISES[name].reference


def test_hints_never_hold_a_solution():
    for name, solution in {
        "dense_params": r"m \* n \+ n",
        "weight_bytes": r"/ 8$",
        "forward_flops": r"2 \* batch",
        "ranking_network": r"128, ?\d+",
        "doubling_claim": r"\[\d",
    }.items():
        assert not re.search(solution, " ".join(EXERCISES[name].hints))


# --- the worked examples, against numbers worked out by hand in the lesson's sources --------------------------------


def test_references_give_the_worked_numbers():
    assert reference("dense_params")(4096, 4096) == 16_777_216 + 4_096
    assert reference("mlp_params")([784, 128, 10]) == 100_480 + 1_290
    assert reference("mlp_params")(RANKING) == 33_024 + 32_896 + 8_256 + 65 == 74_241
    assert reference("weight_bytes")(101_770, "float32") == 407_080
    assert reference("weight_bytes")(10**9, "float16") == 2 * 10**9
    assert reference("weight_bytes")(3, "int4") == 1.5
    assert reference("adam_training_bytes")(7, False) == reference("adam_training_bytes")(7, True) == 112
    assert reference("forward_flops")([784, 128, 10]) == 2 * 101_632
    assert reference("forward_flops")(RANKING, 32) == 32 * 147_584
    assert reference("conv_params")(3, 3, 64) == 1_792
    assert reference("dense_params")(32 * 32 * 3, 32 * 32 * 64) == 201_392_128


@pytest.mark.parametrize(
    ("width", "multiple", "filled"),
    [(250, 32, 256), (250, 64, 256), (100, 32, 128), (100, 64, 128), (130, 32, 160), (130, 64, 192), (128, 64, 128)],
)
def test_widths_are_filled_up_as_the_source_says(width, multiple, filled):
    assert reference("padded")(width, multiple) == filled


@pytest.mark.parametrize(
    ("billions", "bits", "card", "yes"),
    [
        (7, 16, 16, True),
        (7, 32, 24, False),
        (7, 32, 80, True),
        (70, 16, 80, False),
        (70, 8, 80, True),
        (70, 4, 24, False),
    ],
)
def test_seven_and_seventy_billion_against_the_cards(billions, bits, card, yes):
    assert reference("fits")(billions * 10**9, bits, card) is yes


def test_doubling_one_side_and_both():
    ratio = reference("cost_ratio")
    assert ratio(5, 3, "in") == pytest.approx(33 / 18)
    assert ratio(5, 3, "out") == 2
    assert ratio(1, 1, "both") == 3
    assert ratio(4096, 4096, "both") == pytest.approx(4, abs=1e-3)


# --- against networks that are built, and against nnlib, which these references do not use --------------------------


def test_parameters_are_those_of_a_network_that_is_built():
    rng = np.random.default_rng(5)
    for _ in range(20):
        (sizes,) = EXERCISES["mlp_params"].draw(rng)
        assert reference("mlp_params")(sizes) == MLP(sizes, rng=rng).n_parameters


def test_references_and_nnlib_agree():
    rng = np.random.default_rng(6)
    theirs = {"dense_params": cost.dense_params, "mlp_params": cost.mlp_params, "weight_bytes": cost.weight_bytes}
    theirs |= {"adam_training_bytes": cost.adam_bytes, "forward_flops": cost.forward_flops}
    theirs |= {"padded": cost.padded, "conv_params": cost.conv_params}
    for name, function in theirs.items():
        for _ in range(20):
            args = EXERCISES[name].draw(rng)
            assert reference(name)(*args) == function(*args)


def test_nothing_that_nnlib_counts_is_at_hand_while_it_is_judged():
    used = {name for exercise in EXERCISES.values() for name in exercise.without if name.startswith("nnlib.cost.")}
    functions = {f"nnlib.cost.{name}" for name in vars(cost) if callable(getattr(cost, name)) and name[0].islower()}
    assert used == {name for name in functions if getattr(cost, name.rpartition(".")[2]).__module__ == "nnlib.cost"}


def test_no_case_of_fits_is_decided_by_a_tie():
    rng, fits = np.random.default_rng(7), EXERCISES["fits"]
    cases = [w.args for w in fits.worked] + list(fits.always) + [fits.draw(rng) for _ in range(500)]
    assert min(abs(params * bits / 8 / 1e9 / gigabytes - 1) for params, bits, gigabytes in cases) > 0.01


# --- designs --------------------------------------------------------------------------------------------------------


def test_a_slip_in_the_funnel_costs_one_part_and_no_expansion_all():
    exercise = EXERCISES["ranking_network"]
    level = exercise.judge([128, 256, 32, 32, 1], rng=np.random.default_rng(0))
    assert level.points == pytest.approx(5 / 6 * 2, abs=0.01)
    assert exercise.judge([128, 96, 64, 1], rng=np.random.default_rng(0)).points == 0


def test_an_error_names_one_call_and_shows_no_other():
    result = EXERCISES["mlp_params"].judge(
        lambda sizes: sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2], rng=np.random.default_rng(0)
    )
    assert "This call: sizes = [3, 2]." in result.message
    assert result.example == ""


def test_a_worked_line_says_which_number_is_which_and_is_said_in_the_singular():
    explain = {name: EXERCISES[name].explain for name in ("forward_flops", "weight_bytes", "conv_params", "padded")}
    assert explain["forward_flops"]([1, 2, 3], 1).endswith("8 multiply-adds · 2 FLOPs · 1 input = 16 FLOPs")
    assert "1·1 = 1 multiply-add\n" in explain["forward_flops"]([1, 1], 2)
    assert explain["weight_bytes"](2, "int4").endswith("= 1 byte")
    assert "= 1 weight and 1 bias" in explain["conv_params"](1, 1, 1)
    assert explain["padded"](3, 4).startswith("1 block of 4 holds 3")
    assert explain["padded"](5, 4).startswith("2 blocks of 4 hold 5")


def _passes(sizes):
    return all(requirement.test(sizes) is None for requirement in EXERCISES["ranking_network"].requirements)


def test_many_designs_are_right_and_the_sources_own_is_not():
    widths = range(32, 385, 32)
    two = [[128, a, b, 1] for a, b in product(widths, repeat=2) if _passes([128, a, b, 1])]
    three = [[128, a, b, c, 1] for a, b, c in product(widths, repeat=3) if _passes([128, a, b, c, 1])]
    assert len(two) >= 3
    assert len(three) >= 6
    assert not _passes(RANKING)
    assert ranking.milliseconds(RANKING) == pytest.approx(14.7584)


def test_what_a_design_must_do_is_needed_each_on_its_own():
    alone = {
        "128 numbers in, one score out": [128, 160, 128, 64, 2],
        "two hidden layers or more, the first wider than the inputs": [128, 352, 1],
        "each later hidden layer narrower than the one before": [128, 256, 32, 32, 1],
        "hidden widths are multiples of 32": [128, 200, 100, 1],
        "8 to 10 ms for 1,000 examples": [128, 224, 128, 1],
    }
    for title, sizes in alone.items():
        failed = [r.title for r in EXERCISES["ranking_network"].requirements if r.test(sizes)]
        assert failed == [title]


@pytest.mark.parametrize(
    ("setting", "outcome"),
    [
        (([1, 1, 1, 1], "all"), None),  # 3 before, 2 + 4 + 2 after: 2.67
        (([784, 128, 10], "all"), "fails"),
        (([784, 128, 10], 1), "fails"),
        (([10, 1000, 1000, 10], "all"), "holds"),
        (([10, 1000, 1000, 10], 1), "fails"),
    ],
)
def test_the_claim_is_put_to_whole_networks(setting, outcome):
    claim = EXERCISES["doubling_claim"]
    assert claim.run(claim.read(setting), "holds")[0] == outcome


def test_twice_as_wide_is_never_more_than_four_times_the_work():
    rng = np.random.default_rng(8)
    for _ in range(100):
        sizes = rng.integers(1, 2000, size=int(rng.integers(3, 7))).tolist()
        wide = [sizes[0], *(2 * size for size in sizes[1:-1]), sizes[-1]]
        assert 2 <= connections(wide) / connections(sizes) <= 4
    assert 2 < NO_MORE_THAN < ROUGHLY_FOUR < 4


@pytest.mark.parametrize(
    "sizes",
    [
        [True, 2],
        [2, 0],
        [2.5, 1],
        [float("nan"), 1],
        [float("inf"), 1],
        ["2", 1],
        [2],
        [],
        {2, 1},
        "21",
        None,
        [[1, 2], [3, 4]],
    ],
)
def test_what_is_no_list_of_sizes_is_said_in_words(sizes):
    with pytest.raises(ValueError, match="size"):
        read_sizes(sizes, "it")
