"""Does the benchmark of networks compare like with like, and does its bar fail when it should?"""

import sys
import types

import numpy as np
import pytest

from benchmarks import gpu, networks
from benchmarks import network_peers as peers


def test_everybody_who_is_here_gives_the_same_numbers():
    network, X = peers.ranking_network(np.random.default_rng(1)), np.random.default_rng(2).normal(size=(3, 128))
    networks.same({name: make(network, X)() for name, make in peers.FORWARD.items() if name != peers.SCALAR})
    networks.same({peers.BY_HAND: network(X[:1]), peers.SCALAR: peers.one_number_at_a_time(network, X)()})


def test_training_by_hand_and_ours_ends_in_the_same_place():
    problem = peers.Problem(np.random.default_rng(3))
    outputs = {name: make(problem)() for name, make in peers.TRAINING.items() if name not in peers.OWN_WAY}
    networks.same(outputs)
    assert np.mean((outputs[peers.OURS] - problem.y) ** 2) < 0.5 * np.mean(problem.y**2)


def test_other_numbers_stop_the_comparison():
    with pytest.raises(RuntimeError, match=r"nnlib gives other numbers than NumPy by hand: 0\.1 apart"):
        networks.same({peers.BY_HAND: np.ones(2), peers.OURS: np.array([1.0, 1.1])})
    with pytest.raises(RuntimeError, match="nan apart"):
        networks.same({peers.BY_HAND: np.ones(2), peers.OURS: np.array([1.0, np.nan])})


@pytest.mark.parametrize(("seconds", "held", "said"), [(1.1, True, "holds"), (1.3, False, "FAILS")])
def test_the_bar_is_a_ratio_to_numpy_by_hand(capsys, seconds, held, said):
    assert networks.show("a title", {peers.BY_HAND: 1.0, peers.OURS: seconds}, "s", 1) is held
    printed = capsys.readouterr().out
    assert said in printed
    assert printed.count("not measured") == len(peers.NAMES) - 2


@pytest.mark.parametrize("installed", [False, True])
def test_without_a_gpu_nothing_is_claimed_and_nothing_is_written(installed, monkeypatch, capsys, tmp_path):
    cuda = types.SimpleNamespace(is_available=lambda: False)
    monkeypatch.setitem(sys.modules, "torch", types.SimpleNamespace(cuda=cuda) if installed else None)
    assert gpu.main([str(tmp_path / "gpu.json")]) == 3
    assert "Not measured" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
