"""What can happen to a notebook: each function does one thing to it, on purpose or by accident."""

import copy
import json

from tests.attacks.attack import Submission, cell, code_cell, test_cells


def without_tests(nb):
    nb["cells"] = [one for one in nb["cells"] if one not in test_cells(nb)]
    return nb


def empty_tests(nb):
    for one in test_cells(nb):
        one["source"] = ""
    return nb


def true_tests(nb):
    for one in test_cells(nb):
        one["source"] = "2.0"
    return nb


def text_tests(nb):
    for one in test_cells(nb):
        one["cell_type"] = "markdown"
        del one["outputs"], one["execution_count"]
    return nb


def raw_solutions(nb):
    for one in nb["cells"]:
        if one["metadata"].get("nbgrader", {}).get("solution"):
            one["cell_type"] = "raw"
            del one["outputs"], one["execution_count"]
    return nb


def doubled(which):
    """A copy, whole with its id and its metadata, as pasting cells makes them."""

    def make(nb):
        place = nb["cells"].index(cell(nb, which))
        nb["cells"].insert(place + 1, copy.deepcopy(nb["cells"][place]))
        return nb

    return make


def decoy(nb):
    """A second test cell of the same name that is always true, before and after the real one."""
    for one in test_cells(nb):
        place = nb["cells"].index(one)
        twin = copy.deepcopy(one) | {"source": "2.0", "id": one["id"] + "-2"}
        nb["cells"][place:place] = [twin]
        nb["cells"].append(copy.deepcopy(twin) | {"id": one["id"] + "-3"})
    return nb


def upside_down(nb):
    nb["cells"].reverse()
    return nb


def tests_first(nb):
    tests = test_cells(nb)
    nb["cells"] = tests + [one for one in nb["cells"] if one not in tests]
    return nb


def swapped(nb):
    """The two-point test takes the name of the one-point test, and the other way round."""
    first, second = cell(nb, "leap-test"), cell(nb, "primes-test")
    for key in ("grade_id", "points", "checksum"):
        a, b = first["metadata"]["nbgrader"], second["metadata"]["nbgrader"]
        a[key], b[key] = b.get(key), a.get(key)
    return nb


def all_one_name(nb):
    for one in test_cells(nb):
        one["metadata"]["nbgrader"]["grade_id"] = "primes-test"
    return nb


def unknown_name(nb):
    for one in nb["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["grade_id"] += "-2019"
    return nb


def worth(points):
    def make(nb):
        for one in test_cells(nb):
            one["metadata"]["nbgrader"]["points"] = points
        return nb

    return make


def extra_points(nb):
    meta = copy.deepcopy(cell(nb, "primes-test")["metadata"])
    meta["nbgrader"] |= {"grade_id": "bonus", "points": 90}
    nb["cells"].append(code_cell("assert True", "bonus") | {"metadata": meta})
    return nb


def by_hand(nb):
    """The tests say of themselves that a person must grade them, or that nobody need."""
    for one in test_cells(nb):
        one["metadata"]["nbgrader"] |= {"solution": True, "locked": False, "grade": True}
    return nb


def not_graded(nb):
    for one in test_cells(nb):
        one["metadata"]["nbgrader"] |= {"grade": False, "points": 0}
    return nb


def schema(version):
    def make(nb):
        for one in nb["cells"]:
            if "nbgrader" in one["metadata"]:
                one["metadata"]["nbgrader"]["schema_version"] = version
        return nb

    return make


def without_metadata(nb):
    for one in nb["cells"]:
        one["metadata"] = {}
        one["id"] = f"c{nb['cells'].index(one)}"
    nb["metadata"] = {"colab": {"provenance": []}}
    return nb


def garbage_metadata(nb):
    for number, one in enumerate(nb["cells"]):
        junk = ["text", 7, None, [1], {"nbgrader": "yes"}, {"nbgrader": {"grade_id": ["a"]}}, {"nbgrader": None}]
        one["metadata"] = junk[number % len(junk)]
    return nb


def kernel(name, language):
    def make(nb):
        nb["metadata"]["kernelspec"] = {"name": name, "display_name": name, "language": language}
        nb["metadata"]["language_info"] = {"name": language}
        return nb

    return make


def odd_cells(nb):
    nb["cells"][3:3] = [None, 7, [], {"cell_type": "code"}, {"cell_type": "video", "source": 3, "metadata": {}}]
    return nb


def as_bytes(change):
    return lambda nb: Submission(change(json.dumps(nb)))


def under_name(name):
    return lambda nb: Submission(None, {name: json.dumps(nb).encode()})


def huge(nb):
    nb["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 30_000_000}]
    return nb


def format_3(nb):
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": nb["cells"]}]}


def other_lesson(nb):
    nb["cells"] = [code_cell("print('homework of last week')", "week-1")]
    return nb
