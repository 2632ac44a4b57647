"""Whatever lies in a submission's place: one result, one reason, and everybody else is graded."""

import json
import os

import pytest

from autograder.grading.grade import grade
from tests.autograder.grading.sandboxed import needs_sandbox
from tests.autograder.grading.tiny import LESSON, SOLVED, hand_in, submit

pytestmark = needs_sandbox

HEAD = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": '
ONE_CELL = HEAD + '[{"cell_type": "code", "source": %s}]}'

TEXTS = {
    "empty": ("", "is empty"),
    "blanks": (" \n\t", "is empty"),
    "half": ('{"cells": [', "JSON is damaged"),
    "a-list": ("[]", "has no nbformat"),
    "null": ("null", "has no nbformat"),
    "a-number": ("1e999", "has no nbformat"),
    "no-cells": (HEAD + "[]}", "has no cells"),
    "cells-a-dict": (HEAD + '{"a": 1}}', "has no cells"),
    "old-format": ('{"nbformat": 3, "worksheets": []}', "format 3, not 4"),
    "deep-10000": (ONE_CELL % ("[" * 10_000 + "]" * 10_000), ""),
    "deep-and-open": ("[" * 200_000, ""),
}

BYTES = {
    "binary": (os.urandom(50_000), "not a notebook"),
    "utf-16": (json.dumps({"nbformat": 4, "cells": [1]}).encode("utf-16"), "not UTF-8"),
    "zeros": (b"\0" * 10_000, "JSON is damaged"),
}

# Notebooks of a sort: each is judged, gets no points, and is flagged.
ODD = {
    "cells-of-anything": HEAD + '[null, 3, "x", [], {}, {"cell_type": 7}]}',
    "source-a-number": ONE_CELL % "17",
    "source-of-dicts": ONE_CELL % "[{}, null]",
    "lone-surrogate": ONE_CELL % '"x = \\"\\ud800\\""',
    "null-byte": ONE_CELL % '"x = 1\\u0000"',
    "another-lesson": ONE_CELL % '"print(1)"',
    "not-python": ONE_CELL % '"f <- function(x) x"',
}


def special(course):
    """Put what is no file where files belong; return student → what the reason says."""
    outside = hand_in(course, "victim", "{}")
    places = {
        name: course / "submitted" / name / LESSON for name in ("link", "hard-link", "fifo", "a-folder", "nothing")
    }
    for folder in places.values():
        folder.mkdir(parents=True)
    (places["link"] / f"{LESSON}.ipynb").symlink_to(outside)
    (places["hard-link"] / f"{LESSON}.ipynb").hardlink_to(outside)
    os.mkfifo(places["fifo"] / f"{LESSON}.ipynb")
    (places["a-folder"] / f"{LESSON}.ipynb").mkdir()
    (course / "submitted" / "no-folder").mkdir()
    (course / "submitted" / "no-folder" / LESSON).write_text("a file")
    (course / "submitted" / "linked-folder").mkdir()
    (course / "submitted" / "linked-folder" / LESSON).symlink_to(places["link"])
    with hand_in(course, "huge", "").open("r+b") as file:
        file.truncate(3_000_000_000)
    return {
        "victim": "it has no nbformat",  # read: somebody else has linked to it
        "link": "is not a file but a link",
        "hard-link": "hard link",
        "fifo": "is not a file but a special file",
        "a-folder": "is not a file but a folder",
        "nothing": "there is no 90_tiny.ipynb",
        "no-folder": "no folder 90_tiny",
        "linked-folder": "is a link",
        "huge": "larger than 20 MB",
        os.fsdecode(b"\xff name"): "rename the folder",
    }


NAMES = ["with spaces", "ünïcödé 名前", "..dots..", "new\nline", "-dash", "quote'\"", "a" * 120]


@pytest.fixture(scope="module")
def graded(tiny, released, tmp_path_factory):
    """One course with all of it, and honest work in between; student → row, and what was expected."""
    course = tmp_path_factory.mktemp("bad input")
    expected = special(course) | {name: reason for name, (_, reason) in {**TEXTS, **BYTES}.items()}
    hand_in(course, os.fsdecode(b"\xff name"), "{}")
    for name, (text, _) in TEXTS.items():
        hand_in(course, name, text)
    for name, (content, _) in BYTES.items():
        hand_in(course, name, "").write_bytes(content)
    for name, text in ODD.items():
        hand_in(course, name, text)
    for name in ["0-first", *NAMES, "zz-last"]:
        submit(course, name if not name.startswith("..") else "x" + name, released, SOLVED)
    beside = submit(course, "beside", released, SOLVED).parent
    os.mkfifo(beside / "pipe")
    (beside / "link").symlink_to("/etc/passwd")
    rows = grade(tiny, LESSON, course)
    return {row["student"]: row for row in rows}, expected, course


def test_every_submission_has_exactly_one_result(graded):
    rows, expected, course = graded
    assert set(rows) == set(os.listdir(course / "submitted"))
    assert set(expected) <= set(rows)


def test_what_cannot_be_read_fails_with_one_plain_reason(graded):
    rows, expected, _ = graded
    for student, reason in expected.items():
        row = rows[student]
        assert (row["status"], row["score"], row["exercises"]) == ("failed", None, []), student
        assert reason in row["reason"], student
        assert row["reason"].isprintable()
        assert len(row["reason"]) < 300
        assert "Traceback" not in row["reason"]


@pytest.mark.parametrize("student", ODD)
def test_what_is_only_odd_is_judged_and_flagged(graded, student):
    row = graded[0][student]
    assert (row["status"], row["score"]) == ("flagged", 0.0)


@pytest.mark.parametrize("student", ["0-first", *NAMES, "zz-last"])
def test_honest_work_beside_it_has_full_marks_and_no_flag(graded, student):
    row = graded[0]["x" + student if student.startswith("..") else student]
    assert (row["status"], row["score"], row["flags"]) == ("graded", 3.0, [])


def test_files_that_are_no_files_are_left_out_and_flagged(graded):
    row, course = graded[0]["beside"], graded[2]
    assert (row["status"], row["score"]) == ("flagged", 3.0)
    assert sorted(flag["detail"].split()[0] for flag in row["flags"]) == ["link", "pipe"]
    assert [path.name for path in (course / "autograded" / "beside" / LESSON).iterdir()] == [f"{LESSON}.ipynb"]


def test_the_results_can_be_written_as_json(graded):
    told = json.loads(json.dumps(list(graded[0].values())))
    assert len(told) == len(graded[0])
