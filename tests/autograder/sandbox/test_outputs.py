"""Are a cell's outputs valid notebook outputs, whatever a hostile process sends for them?"""

import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.outputs import read_outputs
from autograder.sandbox.records import ALARMS, Alarm, alarms, remote_error
from autograder.sandbox.wire import WireError

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
KEYS = ["output_type", "name", "text", "data", "metadata", "execution_count", "ename", "evalue", "traceback"]
NEARLY = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "display_data", "execute_result", "error", "x"]) | JSON},
    optional={
        key: JSON | st.sampled_from(["stdout", {"text/plain": "a", "image/png": 1, "a/json": [1, None]}])
        for key in KEYS[1:]
    },
)


def is_valid(outputs) -> bool:
    cell = nbformat.v4.new_code_cell("x", outputs=outputs)
    nbformat.validate(nbformat.from_dict({**nbformat.v4.new_notebook(), "cells": [cell]}))
    json.dumps(outputs).encode()
    return True


@given(st.lists(NEARLY | JSON, max_size=4) | JSON)
def test_what_is_kept_is_valid(raw):
    assert is_valid(read_outputs(json.dumps(raw).encode(), 10_000))


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_not_json_is_refused(data):
    with pytest.raises(WireError):
        read_outputs(data, 1_000)


def test_honest_outputs_stay_as_they_are():
    honest = [
        {"output_type": "stream", "name": "stdout", "text": "a"},
        {"output_type": "display_data", "data": {"text/plain": "x", "image/png": "aa"}, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}, "execution_count": 3},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["l"]},
    ]
    assert read_outputs(json.dumps(honest).encode(), 10_000) == honest


def test_too_much_is_cut_with_a_note():
    many = [{"output_type": "stream", "name": "stdout", "text": "x" * 400}] * 9
    kept = read_outputs(json.dumps(many).encode(), 1_000)
    assert len(kept) == 3
    assert "more output" in kept[-1]["text"]


@given(JSON)
def test_errors_and_alarms_are_plain_whatever_came(raw):
    found = remote_error(raw if type(raw) is dict else {"message": raw, "type_name": raw, "entered": raw})
    assert all(type(text) is str for text in (found.type_name, found.base, found.message, found.lines))
    assert all(isinstance(alarm, Alarm) and alarm.kind in ALARMS for alarm in alarms([{"kind": "network"}, raw]))
