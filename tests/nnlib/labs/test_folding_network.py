"""The networks of the folding explorer do what their plain data does, and fold the sheet where their neurons turn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs.folding_cut import Cut, joined, tear_polygon
from nnlib.labs.folding_network import HALF, NAMES, cells, folding, grid_lines, last_space, steps
from nnlib.network import MLP
from tests.nnlib.labs.folding_settings import CUTS, EVERY

every = pytest.mark.parametrize(("data", "bend"), EVERY)
INPUTS = np.random.default_rng(0).uniform(-HALF, HALF, (400, 2))


@every
def test_the_last_space_is_what_the_plain_network_gives(data, bend):
    network = folding(data, bend)
    for layers in range(1, network.depth + 1):
        expected = MLP.from_data(network.as_network(layers))(INPUTS)
        assert network.at(INPUTS, layers) == pytest.approx(expected, abs=1e-12)
    assert last_space(data, bend) == pytest.approx(network.at(network.points, network.depth))


@every
def test_the_way_starts_flat_and_has_no_leaps(data, bend):
    network = folding(data, bend)
    assert network.at(INPUTS, 0) == pytest.approx(INPUTS)
    way = np.array([network.at(INPUTS, stage) for stage in np.linspace(0, network.depth, 2001)])
    assert np.abs(np.diff(way, axis=0)).max() < 0.04


@pytest.mark.parametrize("data", NAMES)
def test_a_layer_weighs_then_sums_then_bends(data):
    network = folding(data, "fold")
    weight, bias = network.weights[0], network.biases[0]
    assert network.at(INPUTS, 0.4) == pytest.approx(INPUTS @ weight.T)
    assert network.at(INPUTS, 0.6) == pytest.approx(INPUTS @ weight.T + bias)
    assert network.at(INPUTS, 1) == pytest.approx(np.abs(INPUTS @ weight.T + bias))


@pytest.mark.parametrize(
    ("progress", "done"),
    [(-0.5, (0, 0, 0)), (0, (0, 0, 0)), (0.1, (0.25, 0, 0)), (0.4, (1, 0, 0)), (0.5, (1, 0.5, 0)), (0.8, (1, 1, 0.5))],
)
def test_steps_come_one_after_the_other(progress, done):
    assert steps(progress) == pytest.approx(done)
    assert steps(progress + 2) == (1, 1, 1)


@every
def test_the_cells_stay_flat_all_the_way_and_fill_the_sheet(data, bend):
    network = folding(data, bend)
    total = 0.0
    for corners in cells(data, bend):
        x, y = corners.T
        total += (x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
        shares = np.random.default_rng(1).dirichlet(np.ones(len(corners)), 5)
        for stage in np.linspace(0, network.depth, 21):
            assert network.at(shares @ corners, stage) == pytest.approx(shares @ network.at(corners, stage), abs=1e-9)
    assert total == pytest.approx(4 * HALF**2)


@every
def test_the_lines_of_the_grid_have_a_corner_at_each_kink(data, bend):
    network = folding(data, bend)
    assert len(grid_lines(data, bend)) == 14
    for line in grid_lines(data, bend):
        middles = (line[:-1] + line[1:]) / 2
        for stage in np.linspace(0, network.depth, 21):
            moved = network.at(line, stage)
            assert network.at(middles, stage) == pytest.approx((moved[:-1] + moved[1:]) / 2, abs=1e-9)


@every
def test_the_points_lie_on_the_sheet_and_have_two_classes(data, bend):
    network = folding(data, bend)
    assert np.abs(network.points).max() < HALF
    assert len(network.points) == len(network.labels) < 70
    assert 0.4 < np.mean(network.labels) < 0.6


@pytest.mark.parametrize(("data", "bend"), [pair for pair in EVERY if pair != ("teeth", "none")])
def test_the_window_holds_the_sheet(data, bend):
    network = folding(data, bend)
    sheet = np.concatenate(cells(data, bend))
    for stage in range(network.depth + 1):
        low, high = network.at(sheet, stage).min(axis=0), network.at(sheet, stage).max(axis=0)
        for (left, right), smallest, largest in zip(network.window, low, high, strict=True):
            assert left < smallest
            assert largest < right


@given(CUTS)
def test_the_sheet_is_torn_where_the_network_changes_its_mind(setting):
    cut = Cut(**setting)
    zeros, ones, tears = cut.torn
    heights = cut.heights(cut.network.at(INPUTS, cut.network.depth))
    for says, parts in ((0, zeros), (1, ones)):
        for corners in parts:
            inside = INPUTS[strictly_inside(np.array(corners), INPUTS)]
            found = cut.heights(cut.network.at(inside, cut.network.depth))
            assert ((found > 0) == says).all()
    assert sum(int(strictly_inside(np.array(c), INPUTS).sum()) for c in zeros + ones) <= len(INPUTS)
    for tear in tears:
        assert cut.network.at(np.array(tear), cut.network.depth) @ cut.normal == pytest.approx(
            setting["shift"], abs=1e-6
        )
    assert bool(tears) or (heights > 0).all() or (heights <= 0).all()


def strictly_inside(corners, points):
    """Which points lie inside a convex polygon, a little away from its sides."""
    sides = np.roll(corners, -1, axis=0) - corners
    offsets = points[:, None] - corners
    turns = sides[:, 0] * offsets[..., 1] - sides[:, 1] * offsets[..., 0]
    return (turns > 1e-6).all(axis=1)


@given(CUTS)
def test_wrong_is_what_the_plain_network_gets_wrong(setting):
    cut = Cut(**setting)
    turn = np.radians(setting["angle"])
    last = ([[np.cos(turn), np.sin(turn)]], [-setting["shift"]], "identity")
    z = MLP.from_data([*cut.network.as_network(), last])(cut.network.points)[:, 0]
    clear = np.abs(z) > 1e-6
    wrong = (z > 0) != (np.array(cut.network.labels) == 1)
    assert (cut.wrong == wrong)[clear].all()


@pytest.mark.parametrize("data", NAMES)
@given(angle=st.integers(-36, 36), shift=st.integers(-60, 60))
def test_without_a_bend_a_straight_cut_stays_one_straight_line(data, angle, shift):
    assert Cut(data, "none", 5.0 * angle, shift / 20).pieces <= 1


@pytest.mark.parametrize(
    ("data", "bend", "angle", "shift", "pieces"),
    [
        ("teeth", "fold", 135.0, 1.0, 4),
        ("rings", "fold", 20.0, 0.8, 8),
        ("rings", "fold", 0.0, 0.8, 4),  # square to the second crease: its copies continue each other
        ("XOR", "relu", 45.0, 0.5, 2),
        ("teeth", "fold", 0.0, -1.0, 0),
        ("XOR", "none", 180.0, -2.1, 0),  # touches the sheet in one corner
    ],
)
def test_one_straight_cut_becomes_so_many_pieces(data, bend, angle, shift, pieces):
    assert Cut(data, bend, angle, shift).pieces == pieces


def test_a_cut_along_a_crease_is_seen():
    assert Cut("XOR", "relu", 0.0, 0.0).pieces == 1


def test_a_torn_polygon_is_its_two_parts():
    square = [[0, 0], [2, 0], [2, 2], [0, 2]]
    below, above, tear = tear_polygon(square, [-1, 1, 3, 1])
    assert sorted(below) == [[0, 0], [0, 1.0], [1.0, 0]]
    assert sorted(above) == [[0, 1.0], [0, 2], [1.0, 0], [2, 0], [2, 2]]
    assert sorted(tear) == [[0, 1.0], [1.0, 0]]
    assert tear_polygon(square, [1, 1, 2, 3]) == ([], square, [])
    assert tear_polygon(square, [-1, -1, -2, 0]) == (square, [], [])


def test_tears_that_continue_each_other_are_one():
    a, b, c, d = [0, 0], [1, 0], [2, 0], [2, 1]
    assert joined([[c, b], [a, b]]) in ([[c, a]], [[a, c]])
    assert len(joined([[a, b], [c, d], [b, c]])) == 2
    assert len(joined([[a, b], [[1, 1], [2, 1]]])) == 2
    assert len(joined([[a, b], [a, b]])) == 2  # side by side, not one behind the other
