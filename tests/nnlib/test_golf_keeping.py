"""A network comes back from JSON digit for digit, and no state of the file stands in a student's way."""

import json
import os
import re
import tempfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import golf
from nnlib.golf import keeping
from nnlib.golf.keeping import FILE_NAME
from tests.nnlib.networks import XOR, random_network

GIVEN = "this is the given network."


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson's folder as the working directory, and a fresh kernel."""
    folder = tmp_path / "04_layers_and_networks"
    folder.mkdir()
    monkeypatch.chdir(folder)
    restart(monkeypatch)
    return folder


def restart(monkeypatch):
    monkeypatch.setattr(keeping, "_memory", {})


def same(one, other):
    """Whether two networks are equal, number for number."""
    return len(one) == len(other) and all(
        np.array_equal(w, v) and np.array_equal(b, c) and name == mane
        for (w, b, name), (v, c, mane) in zip(one, other, strict=True)
    )


@given(st.sampled_from([(2, 1), (2, 3, 1), (1, 4, 4, 2)]), st.integers(0, 10**6))
def test_json_keeps_every_digit(sizes, seed):
    network = random_network(sizes, seed, ("relu", "tanh"))
    text = golf.to_json(network)
    assert same(golf.from_json(text), network)
    assert set(json.loads(text)["layers"][0]) == {"weight", "bias", "activation"}


def test_json_has_no_nan():
    with pytest.raises(ValueError, match="NaN or infinity"):
        golf.to_json([([[1, np.inf]], [0], "relu")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "This is not JSON"),
        ("[" * 100_000, "This is not JSON"),
        ("[]", 'A network in JSON is {"layers": [...]}'),
        ('{"layers": 3}', "should be a list of objects"),
        ('{"layers": [3]}', "should be a list of objects"),
        ('{"layers": []}', "at least one layer"),
        ('{"layers": [{"weight": [[1]], "bias": [0]}]}', "Layer 1 has no activation"),
        ('{"layers": [{"weight": [[1]], "bias": [0, 1], "activation": "relu"}]}', "one bias for each"),
        ('{"layers": [{"weight": [[1]], "bias": [0], "activation": "os.system"}]}', "There is no activation"),
    ],
)
def test_other_json_is_refused(text, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        golf.from_json(text)


def test_a_later_lesson_picks_up_what_was_kept(lesson, tmp_path, monkeypatch):
    assert golf.keep("xor", XOR) == "Kept for later lessons: your network of 9 parameters."
    restart(monkeypatch)
    later = tmp_path / "05_depth_vs_width"
    later.mkdir()
    monkeypatch.chdir(later)
    network, words = golf.kept("xor")
    assert same(network, XOR)
    assert words == "This is your own network of 9 parameters."
    assert (tmp_path / FILE_NAME).is_file()


def test_the_network_kept_last_counts(lesson):
    golf.keep("xor", golf.default())
    golf.keep("xor", XOR)
    assert same(golf.kept("xor")[0], XOR)


@pytest.mark.parametrize("network", [None, ..., [...], 3, [([[1, 1]], [0], "relu")], XOR[:1]])
def test_what_does_not_play_the_hole_is_not_kept(lesson, network):
    assert golf.keep("xor", network).startswith("Nothing kept")
    assert list(lesson.parent.iterdir()) == [lesson]
    network, words = golf.kept("xor")
    assert same(network, golf.default())
    assert words == f"No network of yours was kept for hole xor: {GIVEN}"


def test_a_worse_try_does_not_push_out_what_was_kept(lesson):
    golf.keep("xor", XOR)
    golf.keep("xor", [([[1, 1]], [0], "relu")])
    assert same(golf.kept("xor")[0], XOR)


DAMAGED = {
    "empty": b"",
    "half": b'{"version": 1, "holes": {"xor',
    "not text": b"\xff\xfe\x00",
    "a list": b"[1]",
    "another version": b'{"version": 99, "holes": {}}',
    "holes is a list": b'{"version": 1, "holes": []}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_left_alone_and_networks_live_in_memory(lesson, content, monkeypatch):
    path = lesson.parent / FILE_NAME
    path.write_bytes(content)
    network, words = golf.kept("xor")
    assert same(network, golf.default())
    assert words == f"What was kept for hole xor cannot be read: {GIVEN}"
    assert golf.keep("xor", XOR) == (
        f"Kept until the kernel stops ({FILE_NAME} could not be written): your network of 9 parameters."
    )
    assert same(golf.kept("xor")[0], XOR)
    assert path.read_bytes() == content


LAYER = {"weight": [[1.0, 1.0]], "bias": [0.0], "activation": "relu"}


@pytest.mark.parametrize(
    "layers",
    [
        *(3, "x", [], [3], [LAYER | {"weight": "x"}], [LAYER | {"weight": [[1.0]]}], [LAYER | {"activation": 7}]),
        *([LAYER | {"bias": None}], [{"weight": [[1.0, 1.0]]}], {"layers": [LAYER]}, [LAYER | {"bias": [[0.0]]}]),
    ],
    ids=repr,
)
def test_an_entry_that_somebody_changed_falls_back_to_the_given_network(lesson, layers):
    (lesson.parent / FILE_NAME).write_text(json.dumps({"version": 1, "holes": {"xor": layers}}))
    network, words = golf.kept("xor")
    assert same(network, golf.default())
    assert words == f"What was kept for hole xor cannot be read: {GIVEN}"


def test_other_holes_in_the_file_stay(lesson):
    path = lesson.parent / FILE_NAME
    path.write_text(json.dumps({"version": 1, "holes": {"of a later course": [LAYER]}}))
    golf.keep("xor", XOR)
    assert sorted(json.loads(path.read_text())["holes"]) == ["of a later course", "xor"]


@pytest.mark.parametrize("call", ["mkstemp", "replace"])
def test_where_nothing_can_be_written_networks_live_in_memory(lesson, monkeypatch, call):
    def refuse(*_, **__):
        raise OSError("read-only")

    monkeypatch.setattr(tempfile if call == "mkstemp" else os, call, refuse)
    assert golf.keep("xor", XOR).startswith("Kept until the kernel stops")
    assert same(golf.kept("xor")[0], XOR)
    assert list(lesson.parent.rglob("*")) == [lesson]


def test_outside_a_lessons_folder_the_file_stays_in_that_folder(tmp_path, monkeypatch):
    restart(monkeypatch)
    folder = tmp_path / "content"
    folder.mkdir()
    monkeypatch.chdir(folder)
    golf.keep("xor", XOR)
    assert (folder / FILE_NAME).is_file()
    assert not (tmp_path / FILE_NAME).exists()
