"""Does whatever lies in submitted/ end in a notebook or in one plain reason?"""

import json
import os

import pytest

from autograder.grading.project import CallError
from autograder.grading.submissions import Submission, Unreadable, find_submissions, read_submission
from tests.autograder.grading.tiny import LESSON, hand_in

NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "raw"}]})


def one(course, student="ada"):
    return Submission(student, LESSON, course / "submitted" / student / LESSON)


def test_a_notebook_is_read(tmp_path):
    hand_in(tmp_path, "ada", "\ufeff" + NOTEBOOK)
    assert read_submission(one(tmp_path))["nbformat"] == 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("{", "JSON is damaged"),
        ("[" * 200_000, "JSON is damaged"),
        ("[]", "has no nbformat"),
        ("null", "has no nbformat"),
        ('{"cells": []}', "has no nbformat"),
        ('{"nbformat": 3, "worksheets": []}', "format 3, not 4"),
        ('{"nbformat": "4", "cells": [1]}', "format '4', not 4"),
        ('{"nbformat": 4, "cells": []}', "has no cells"),
        ('{"nbformat": 4, "cells": {"a": 1}}', "has no cells"),
    ],
)
def test_text_that_is_no_notebook_gets_a_reason(tmp_path, text, reason):
    hand_in(tmp_path, "ada", text)
    with pytest.raises(Unreadable, match=reason):
        read_submission(one(tmp_path))


def test_bytes_that_are_no_text_get_a_reason(tmp_path):
    hand_in(tmp_path, "ada", "").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable, match="not UTF-8"):
        read_submission(one(tmp_path))


def test_a_notebook_of_another_name_is_named(tmp_path):
    hand_in(tmp_path, "ada", NOTEBOOK).rename(one(tmp_path).folder / "Untitled (1).ipynb")
    with pytest.raises(Unreadable, match=r'no 90_tiny.ipynb in the submitted folder; it holds "Untitled \(1\).ipynb"'):
        read_submission(one(tmp_path))


def test_what_is_not_a_file_is_not_opened(tmp_path):
    place = one(tmp_path)
    place.folder.mkdir(parents=True)
    with pytest.raises(Unreadable, match=r"no 90_tiny\.ipynb"):
        read_submission(place)
    place.notebook.mkdir()
    with pytest.raises(Unreadable, match="not a file but a folder"):
        read_submission(place)
    place.notebook.rmdir()
    os.mkfifo(place.notebook)  # opening it would wait forever
    with pytest.raises(Unreadable, match="a special file"):
        read_submission(place)
    place.notebook.unlink()
    secret = tmp_path / "secret.ipynb"
    secret.write_text(NOTEBOOK)
    place.notebook.symlink_to(secret)
    with pytest.raises(Unreadable, match="a link"):
        read_submission(place)
    assert place.files() == []


def test_a_file_where_the_folder_should_be(tmp_path):
    place = one(tmp_path)
    place.folder.parent.mkdir(parents=True)
    place.folder.write_text("my answers")
    with pytest.raises(Unreadable, match="no folder 90_tiny"):
        read_submission(place)
    assert len(find_submissions(tmp_path, LESSON)) == 1


def test_huge_notebooks_are_refused_unread(tmp_path):
    path = hand_in(tmp_path, "ada", "")
    with path.open("r+b") as file:
        file.truncate(60_000_000)
    with pytest.raises(Unreadable, match="larger than 50 MB"):
        read_submission(one(tmp_path))


def test_students_are_found_by_their_folders(tmp_path):
    for student in ("bob", "ada lovelace", "Łukasz [2]"):
        hand_in(tmp_path, student, NOTEBOOK)
    (tmp_path / "submitted" / "other" / "91_else").mkdir(parents=True)
    (tmp_path / "submitted" / ".hidden" / LESSON).mkdir(parents=True)
    (tmp_path / "submitted" / "notes.txt").write_text("")
    assert [s.student for s in find_submissions(tmp_path, LESSON)] == ["ada lovelace", "bob", "Łukasz [2]"]
    assert [s.student for s in find_submissions(tmp_path, LESSON, ["bob", "bob"])] == ["bob"]
    assert [s.student for s in find_submissions(tmp_path, LESSON, ["other"])] == ["other"]
    with pytest.raises(CallError, match=r'folder "boob".*Did you mean "bob"'):
        find_submissions(tmp_path, LESSON, ["boob"])


def test_a_course_without_submissions_says_where_they_belong(tmp_path):
    with pytest.raises(CallError, match="submitted/<student>/90_tiny/90_tiny"):
        find_submissions(tmp_path, LESSON)
    hand_in(tmp_path, "ada", NOTEBOOK)
    with pytest.raises(CallError, match="has handed in 91_else"):
        find_submissions(tmp_path, "91_else")


def test_the_fingerprint_changes_with_any_file(tmp_path):
    hand_in(tmp_path, "ada", NOTEBOOK)
    hand_in(tmp_path, "bob", NOTEBOOK)
    first = one(tmp_path).fingerprint()
    assert first == one(tmp_path, "bob").fingerprint()
    (one(tmp_path).folder / "data.csv").write_text("1")
    second = one(tmp_path).fingerprint()
    assert second != first
    (one(tmp_path).folder / "data.csv").rename(one(tmp_path).folder / "date.csv")
    assert one(tmp_path).fingerprint() not in (first, second)


def test_an_empty_folder_and_a_loose_file_get_a_reason_and_another_lesson_s_folder_is_left_out(tmp_path):
    hand_in(tmp_path, "ada", NOTEBOOK)
    (tmp_path / "submitted" / "empty").mkdir()
    (tmp_path / "submitted" / "loose.ipynb").write_text(NOTEBOOK)
    (tmp_path / "submitted" / "elsewhere" / "another_lesson").mkdir(parents=True)
    found = {each.student: each for each in find_submissions(tmp_path, LESSON)}
    assert set(found) == {"ada", "empty", "loose.ipynb"}
    for name in ("empty", "loose.ipynb"):
        with pytest.raises(Unreadable):
            read_submission(found[name])
