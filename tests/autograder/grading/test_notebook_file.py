"""Does every file end as plain data, or as one plain reason why not?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.notebook_file import LARGEST, Unreadable, parse_notebook

CELL = {"cell_type": "code", "source": "x = 1", "metadata": {}}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [CELL]}


def written(**changed) -> bytes:
    return json.dumps({**NOTEBOOK, **changed}).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\t", "is empty"),
        (b"{", "JSON is damaged"),
        (b"\0" * 1000, "JSON is damaged"),
        (b"[" * 10_000 + b"]" * 10_000, "JSON is damaged"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "JSON is damaged"),
        (b"[" * 200 + b"]" * 200, "more than 100 levels"),
        (b"\x89PNG\r\n\x1a\n\xff", "not UTF-8"),
        (json.dumps(NOTEBOOK).encode("utf-16"), "not UTF-8"),
        (b"3", "has no nbformat"),
        (b"[]", "has no nbformat"),
        (b'{"cells": []}', "has no nbformat"),
        (written(nbformat=3, worksheets=[]), "format 3, not 4"),
        (written(nbformat="4"), "format '4', not 4"),
        (written(nbformat=True), "format True, not 4"),
        (written(nbformat="x" * 5000), "not 4"),
        (written(cells=[]), "has no cells"),
        (written(cells={}), "has no cells"),
        (written(cells=[0] * 100_000), "has 100,000 cells"),
        (b" " * (LARGEST + 1), "larger than 50 MB"),
    ],
)
def test_what_is_no_notebook_has_one_reason(data, reason):
    with pytest.raises(Unreadable) as caught:
        parse_notebook(data, "a.ipynb")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("a.ipynb ")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_notebook_is_read():
    assert parse_notebook(written()) == NOTEBOOK
    assert parse_notebook(b"\xef\xbb\xbf" + written()) == NOTEBOOK


def test_what_no_file_can_hold_is_replaced():
    odd = b'{"nbformat": 4, "cells": ["\\ud800", NaN, 1e999, -Infinity, %s]}' % (b"9" * 5000)
    assert parse_notebook(odd)["cells"] == ["?", None, None, None, None]


def test_of_two_equal_keys_the_last_counts():
    assert parse_notebook(b'{"nbformat": 3, "nbformat": 4, "cells": [1]}')["cells"] == [1]


@given(st.binary(max_size=200))
def test_any_bytes_end_well(data):
    with pytest.raises(Unreadable):
        parse_notebook(data)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda some: st.lists(some)))
def test_any_cells_are_plain_data_afterwards(cells):
    nb = parse_notebook(json.dumps({"nbformat": 4, "cells": [cells]}).encode())
    json.dumps(nb, ensure_ascii=False, allow_nan=False).encode("utf-8")
