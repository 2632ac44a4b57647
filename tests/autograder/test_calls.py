"""Calling a student's function: on copies, with everything caught."""

import numpy as np
import pytest

from autograder.calls import Maker, call


def test_the_arguments_are_copies_and_a_change_is_noticed():
    x, names = np.array([1.0, 2.0]), ["a"]

    def spoil(x, names, n):
        x[0] = 99
        names.append("b")
        return n

    outcome = call(spoil, (x, names, 3))
    assert (outcome.value, outcome.changed) == (3, [0, 1])
    assert (x.tolist(), names) == ([1.0, 2.0], ["a"])


@pytest.mark.parametrize("change", [lambda x: x.resize(3, refcheck=False), lambda x: x.sort(), lambda x: x.fill(0)])
def test_every_way_of_changing_an_array_is_noticed(change):
    assert call(lambda x: change(x), (np.array([2.0, 1.0]),)).changed == [0]


def test_nan_in_an_untouched_array_is_not_taken_for_a_change():
    assert call(lambda x: x.sum(), (np.array([np.nan, 1.0]),)).changed == []


def test_a_change_inside_a_network_is_noticed():
    network = [(np.ones((2, 3)), np.zeros(2), "relu"), (np.ones((1, 2)), np.zeros(1), "identity")]
    assert call(lambda network: len(network), (network,)).changed == []
    assert call(lambda network: network[0][1].fill(7), (network,)).changed == [0]
    assert call(lambda network: network.pop(), (network,)).changed == [0]
    assert network[0][1].tolist() == [0, 0]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(3), RecursionError()])
def test_no_exception_leaves(error):
    def fail():
        raise error

    outcome = call(fail, ())
    assert outcome.error is error
    assert outcome.interrupted == isinstance(error, KeyboardInterrupt)


def test_makers_build_anew_for_each_call():
    counter = Maker("counter", lambda: [0])
    add = lambda box: box.append(1) or len(box)  # noqa: E731
    assert [call(add, (counter,)).value for _ in range(3)] == [2, 2, 2]


def test_warnings_and_output_are_kept(capsys):
    def noisy():
        print("one")
        np.log(np.zeros(1))

    outcome = call(noisy, ())
    assert outcome.printed == "one\n"
    assert outcome.warned == ["divide by zero encountered in log"]
    assert capsys.readouterr().out == ""
