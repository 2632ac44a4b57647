"""What the cost explorer counts is what nnlib.cost counts for the whole network, however the layers are grouped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.cost import BITS, forward_flops, mlp_params
from nnlib.labs.cost_plan import CARDS, CostPlan

WIDTH = st.integers(1, 300)
PLANS = st.builds(
    CostPlan,
    inputs=WIDTH, hidden=st.lists(WIDTH, min_size=1, max_size=3).map(tuple), repeat=st.integers(1, 6), outputs=WIDTH,
    precision=st.sampled_from(list(BITS)), batch=st.integers(1, 99), use=st.sampled_from(["run", "train"]),
)  # fmt: skip


def ranking(**change):
    values = {"repeat": 1, "outputs": 1, "precision": "float32", "batch": 1, "use": "run"}
    return CostPlan(128, (256, 128, 64), **{**values, **change})


@given(PLANS)
def test_parameters_and_work_are_those_of_the_whole_network(plan):
    assert plan.params == mlp_params(plan.sizes)
    assert plan.flops == forward_flops(plan.sizes, plan.batch)
    assert sum(row.times for row in plan.rows) == len(plan.sizes) - 1


@given(PLANS)
def test_running_takes_the_weights_and_the_largest_two_neighbours(plan):
    width = BITS[plan.precision] / 8
    neighbours = max(a + b for a, b in zip(plan.sizes, plan.sizes[1:], strict=False))
    assert plan.weights("run") == plan.params * width
    assert plan.memory("run") == pytest.approx(width * (plan.params + plan.batch * neighbours), rel=1e-12)


@given(PLANS)
def test_training_takes_16_bytes_a_parameter_and_keeps_all_that_flows_through(plan):
    each, flowing = {"float64": (32, 8), "float32": (16, 4)}.get(plan.precision, (16, 2))  # mixed: 16 bits flow
    assert plan.weights("train") == each * plan.params
    assert plan.memory("train") == each * plan.params + flowing * plan.batch * sum(plan.sizes)
    assert plan.training[0] == {8: "all in 64 bits", 4: "all in 32 bits", 2: "in mixed precision"}[flowing]


@given(PLANS)
def test_the_memory_of_the_layers_adds_up(plan):
    assert sum(row.memory for row in plan.rows) + plan.flow(plan.use) == pytest.approx(plan.memory(plan.use), rel=1e-12)


@given(PLANS)
def test_training_keeps_at_least_what_running_holds_at_a_time_in_the_same_bits(plan):
    assert plan.flow("train") * BITS[plan.precision] / plan.training[1] >= plan.flow("run")


@given(PLANS)
def test_doubling_is_counted_on_the_doubled_network(plan):
    wide = [plan.inputs, *(2 * width for width in plan.sizes[1:-1]), plan.outputs]
    assert plan.doubling == forward_flops(wide) / forward_flops(plan.sizes)
    assert 2 <= plan.doubling < 4


@given(PLANS)
def test_a_larger_card_holds_what_a_smaller_one_does(plan):
    for use in ("run", "train"):
        fits = [plan.fits(gigabytes, use) for gigabytes in CARDS]
        assert fits == sorted(fits)


def test_the_ranking_network_of_the_lesson():
    assert [row.params for row in ranking().rows] == [33_024, 32_896, 8_256, 65]
    assert (ranking().params, ranking().weights("run"), ranking().weights("train")) == (74_241, 296_964, 1_187_856)
    assert ranking(batch=32).flops == 32 * 147_584


def test_a_gigabyte_has_a_thousand_million_bytes():
    seven = CostPlan(4_096, (4_096, 16_384), 52, 4_096, "float32", 1, "run")
    assert 6.99e9 < seven.params < 7.01e9
    assert not seven.fits(24, "run")  # 28 GB
    assert seven.fits(80, "run")
    assert not seven.fits(80, "train")  # 112 GB
    half = CostPlan(4_096, (4_096, 16_384), 52, 4_096, "float16", 1, "run")
    assert half.fits(16, "run")
    assert not half.fits(80, "train")


def test_a_repeated_block_is_grouped_and_named():
    plan = CostPlan(3, (5, 7), 4, 2, "float32", 1, "run")
    assert [(row.fan_in, row.fan_out, row.times) for row in plan.rows] == [(3, 5, 1), (5, 7, 4), (7, 5, 3), (7, 2, 1)]
    assert plan.sizes == [3, 5, 7, 5, 7, 5, 7, 5, 7, 2]
    assert plan.name == "3 → 4 × (5 → 7) → 2"
    assert ranking().name == "128 → 256 → 128 → 64 → 1"
