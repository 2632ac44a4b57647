"""Writing changes back: what the test holds changes as it would have in one process."""

import numpy as np
import pytest

from autograder.grading.judging.in_place import write_back


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([1, 2], [3]),
        ([1], [1, 2, 3]),
        ({"a": 1, "b": 2}, {"b": 3}),
        ({1, 2}, {2, 3}),
        (([1], 2), ([5], 2)),
        ([[1], {"k": [2]}], [[1, 1], {"k": []}]),
    ],
)
def test_content_is_carried_over_and_the_object_stays(ours, theirs):
    assert write_back(ours, theirs)
    assert ours == theirs


def test_inner_objects_stay_the_same_objects():
    row, array, table = [1], np.zeros(2), {"k": [1]}
    ours = [row, array, table, "text"]
    assert write_back(ours, [[2], np.array([3.0, 4.0]), {"k": [9]}, "other"])
    assert ours[0] is row
    assert ours[1] is array
    assert ours[2] is table
    assert (row, array.tolist(), table, ours[3]) == ([2], [3.0, 4.0], {"k": [9]}, "other")


def test_arrays_of_one_shape_and_dtype_are_written_through_their_views():
    base = np.zeros((2, 3))
    assert write_back(base[0], np.ones(3))
    assert base.tolist() == [[1, 1, 1], [0, 0, 0]]


def _read_only():
    array = np.zeros(2)
    array.flags.writeable = False
    return array


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (np.zeros(2), np.zeros(3)),
        (np.zeros(2), np.zeros(2, int)),
        (np.zeros(2), [0, 0]),
        (_read_only(), np.ones(2)),
        ([1], (1,)),
        ((1, 2), (1, 3)),
        ((1, 2), (1,)),
        (3, 4),
        ("a", "b"),
        (np.random.default_rng(1), 3),
    ],
)
def test_what_cannot_be_changed_in_place_is_told(ours, theirs):
    assert not write_back(ours, theirs)


def test_a_generator_of_random_numbers_is_wound_on():
    ours, theirs = np.random.default_rng(1), np.random.default_rng(1)
    theirs.random(5)
    assert write_back(ours, theirs)
    assert ours.random() == theirs.random()
