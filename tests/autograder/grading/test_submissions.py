"""Is whatever lies in submitted/ read without trusting it, or refused with one plain reason?"""

import os
import socket
import time
from pathlib import Path

import pytest

from autograder.grading import safe_read, submissions
from autograder.grading.notebook_file import Unreadable
from autograder.grading.project import CallError
from autograder.grading.submissions import Submission, find_submissions, read_files
from tests.autograder.grading.tiny import LESSON, hand_in

NOTEBOOK = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "raw"}]}'


def one(course, student="ada"):
    return Submission(student, LESSON, course / "submitted" / student / LESSON)


@pytest.fixture
def place(tmp_path):
    """A submission with nothing but its folder."""
    found = one(tmp_path)
    found.folder.mkdir(parents=True)
    return found


@pytest.fixture
def ada(tmp_path):
    """A submission with a notebook."""
    hand_in(tmp_path, "ada", NOTEBOOK)
    return one(tmp_path)


def left_out(submission):
    """Return what was left out, in words; nothing of it may be among the files."""
    found = read_files(submission)
    assert found.files == {}
    assert {flag["kind"] for flag in found.flags} == {"left-out-file"}
    return [flag["detail"] for flag in found.flags]


def test_a_submission_is_read_as_it_lies_there(ada):
    (ada.folder / "data" / "more ünïcode").mkdir(parents=True)
    (ada.folder / "data" / "more ünïcode" / "a b.csv").write_bytes(b"1,2\r\n")
    (ada.folder / "..b").write_bytes(b"\xff\x00")
    (ada.folder / "copy.ipynb").write_text("{}")
    for name in (".ipynb_checkpoints", "__pycache__"):
        (ada.folder / name).mkdir()
        (ada.folder / name / "old").write_text("")
    found = read_files(ada)
    assert found.notebook == NOTEBOOK.encode()
    assert found.files == {"data/more ünïcode/a b.csv": b"1,2\r\n", "..b": b"\xff\x00"}
    assert found.flags == []


def test_a_missing_notebook_has_a_reason(place):
    with pytest.raises(Unreadable, match=r"^there is no 90_tiny\.ipynb in the submitted folder$"):
        read_files(place)
    (place.folder / "Untitled (1).ipynb").write_text(NOTEBOOK)
    with pytest.raises(Unreadable, match=r'; it holds "Untitled \(1\)\.ipynb" instead$'):
        read_files(place)


def folder(path, outside):
    path.mkdir()


def pipe(path, outside):
    os.mkfifo(path)


def unix_socket(path, outside):
    os.chdir(path.parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def link(path, outside):
    path.symlink_to(outside)


def dangling(path, outside):
    path.symlink_to("nowhere")


def loop(path, outside):
    path.symlink_to(path.name)


def hard_link(path, outside):
    path.hardlink_to(outside)


def device(path, outside):
    path.symlink_to("/dev/zero")


ODD = [
    (folder, "is not a file but a folder"),
    (pipe, "is not a file but a special file"),
    (unix_socket, "is not a file but a special file"),
    (link, "is not a file but a link"),
    (dangling, "is not a file but a link"),
    (loop, "is not a file but a link"),
    (device, "is not a file but a link"),
    (hard_link, "is a hard link"),
]


@pytest.mark.parametrize(("make", "reason"), ODD)
def test_a_notebook_that_is_no_plain_file_is_not_opened(place, tmp_path, monkeypatch, make, reason):
    monkeypatch.chdir(tmp_path)  # one of them moves
    (tmp_path / "secret").write_text(NOTEBOOK)
    make(place.notebook, tmp_path / "secret")
    with pytest.raises(Unreadable, match=rf"^90_tiny\.ipynb {reason}[^\n]*$"):
        read_files(place)


@pytest.mark.parametrize(("make", "reason"), [pair for pair in ODD if pair[0] is not folder])
def test_what_lies_beside_it_and_is_no_plain_file_is_left_out(ada, tmp_path, monkeypatch, make, reason):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text("the marks of everybody")
    make(ada.folder / "odd", tmp_path / "secret")
    (detail,) = left_out(ada)
    assert detail.startswith(f"odd {reason}")


def test_a_device_is_not_opened(monkeypatch):
    monkeypatch.setattr(safe_read.os, "open", lambda path, flags: pytest.fail(f"{path} was opened"))
    with pytest.raises(safe_read.Refused, match="special file"):
        safe_read.read_plain(Path("/dev/zero"), 100)


def test_a_file_that_is_exchanged_for_a_pipe_does_not_block(ada, monkeypatch):
    looked = safe_read._check
    swapped = []

    def swap_after_the_first_look(status, most, may_be_linked):
        looked(status, most, may_be_linked)
        if not swapped:
            swapped.append(ada.notebook.unlink())
            os.mkfifo(ada.notebook)

    monkeypatch.setattr(safe_read, "_check", swap_after_the_first_look)
    with pytest.raises(Unreadable, match="special file"):
        read_files(ada)


@pytest.mark.parametrize("name", ["a\nb.csv", "a\x1b[2J.csv", "a\\b.csv", os.fsdecode(b"a\xff.csv")])
def test_names_that_are_no_plain_text_are_left_out(ada, name):
    (ada.folder / name).write_text("1")
    (detail,) = left_out(ada)
    assert "has a name that is not plain text" in detail
    assert detail.isprintable()


def test_too_much_is_left_out_and_a_huge_notebook_is_refused_unread(ada, monkeypatch):
    for name in ("a", "b", "c"):
        with (ada.folder / name).open("wb") as file:
            file.truncate(9_000_000)
    found = read_files(ada)
    assert list(found.files) == ["a", "b"]
    assert [flag["kind"] for flag in found.flags] == ["left-out-file"]
    assert found.flags[0]["detail"].startswith("c is larger than 2 MB")
    with ada.notebook.open("r+b") as file:
        file.truncate(submissions.LARGEST + 1)
    with pytest.raises(Unreadable, match="is larger than 20 MB: its outputs should be cleared"):
        read_files(ada)


def test_a_file_that_grows_while_it_is_read_is_too_large(ada, monkeypatch):
    monkeypatch.setattr(safe_read, "_check", lambda status, most, may_be_linked: None)
    with pytest.raises(safe_read.Refused, match="larger"):
        safe_read.read_plain(ada.notebook, 10)


def test_thousands_of_files_and_deep_folders_end_somewhere(ada):
    deep = ada.folder.joinpath(*["d"] * 30)
    deep.mkdir(parents=True)
    (deep / "treasure").write_text("1")
    (detail,) = left_out(ada)
    assert "nested more than 20 deep" in detail
    for i in range(2_100):
        (ada.folder / f"file{i:04d}").touch()
    found = read_files(ada)
    assert len(found.files) < 2_000
    assert "more than 2,000 files" in found.flags[-1]["detail"]


def test_many_flags_are_summed_up(ada):
    for i in range(50):
        (ada.folder / f"link{i}").symlink_to("nowhere")
    details = left_out(ada)
    assert len(details) == 21
    assert details[-1] == "30 more files were left out."


def test_an_error_while_reading_is_a_reason(ada, monkeypatch):
    def refuse(path, flags):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(safe_read.os, "open", refuse)
    with pytest.raises(Unreadable, match=r"90_tiny\.ipynb cannot be read: Permission denied"):
        read_files(ada)


def test_a_folder_that_is_a_link_is_not_followed(ada, tmp_path):
    links = tmp_path / "submitted" / "eve"
    links.mkdir()
    (links / LESSON).symlink_to(ada.folder)
    (tmp_path / "submitted" / "mal").symlink_to(ada.folder.parent)
    for student in ("eve", "mal"):
        with pytest.raises(Unreadable, match="is a link"):
            read_files(one(tmp_path, student))


def test_a_file_where_the_folder_should_be(tmp_path):
    place = one(tmp_path)
    place.folder.parent.mkdir(parents=True)
    place.folder.write_text("my answers")
    with pytest.raises(Unreadable, match="no folder 90_tiny"):
        read_files(place)
    assert len(find_submissions(tmp_path, LESSON)) == 1


def test_a_student_s_folder_whose_name_is_no_text_has_a_reason(tmp_path):
    odd = os.fsdecode(b"\xff\xfe")
    hand_in(tmp_path, odd, NOTEBOOK)
    assert [found.student for found in find_submissions(tmp_path, LESSON)] == [odd]
    with pytest.raises(Unreadable, match="rename the folder"):
        read_files(one(tmp_path, odd))


def test_students_are_found_by_their_folders(tmp_path):
    for student in ("bob", "ada lovelace", "Łukasz [2]", "..x", "new\nline"):
        hand_in(tmp_path, student, NOTEBOOK)
    (tmp_path / "submitted" / "other" / "91_else").mkdir(parents=True)
    (tmp_path / "submitted" / ".hidden" / LESSON).mkdir(parents=True)
    (tmp_path / "submitted" / "notes.txt").write_text("")
    found = [s.student for s in find_submissions(tmp_path, LESSON)]
    assert found == ["ada lovelace", "bob", "new\nline", "Łukasz [2]"]
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


def test_an_empty_folder_and_a_loose_file_get_a_reason_and_another_lesson_s_folder_is_left_out(tmp_path):
    hand_in(tmp_path, "ada", NOTEBOOK)
    (tmp_path / "submitted" / "empty").mkdir()
    (tmp_path / "submitted" / "loose.ipynb").write_text(NOTEBOOK)
    (tmp_path / "submitted" / "to-nowhere").symlink_to("nowhere")
    (tmp_path / "submitted" / "elsewhere" / "another_lesson").mkdir(parents=True)
    found = {each.student: each for each in find_submissions(tmp_path, LESSON)}
    assert set(found) == {"ada", "empty", "loose.ipynb", "to-nowhere"}
    for name in ("empty", "loose.ipynb", "to-nowhere"):
        with pytest.raises(Unreadable):
            read_files(found[name])


def test_the_fingerprint_changes_with_any_file(ada, tmp_path):
    hand_in(tmp_path, "bob", NOTEBOOK)
    seen = [read_files(ada).fingerprint()]
    assert seen[0] == read_files(one(tmp_path, "bob")).fingerprint()
    for change in (
        lambda: (ada.folder / "data.csv").write_text("1"),
        lambda: (ada.folder / "data.csv").rename(ada.folder / "date.csv"),
        lambda: (ada.folder / "link").symlink_to("date.csv"),
        lambda: ada.notebook.write_text(NOTEBOOK + " "),
    ):
        change()
        seen.append(read_files(ada).fingerprint())
    assert len(set(seen)) == 5


def linked(course, student, name, target):
    """Give a student a folder, later than everybody else's, with a hard link to a file."""
    place = course / "submitted" / student / LESSON
    place.mkdir(parents=True)
    (place / name).hardlink_to(target)
    later = time.time_ns() + 10**9
    os.utime(place, ns=(later, later))
    return place


def test_who_is_linked_to_does_not_suffer_and_who_links_gets_no_copy(ada, tmp_path):
    linked(tmp_path, "eve", f"{LESSON}.ipynb", ada.notebook)
    assert read_files(ada).notebook == NOTEBOOK.encode()
    with pytest.raises(Unreadable, match="is a hard link"):
        read_files(one(tmp_path, "eve"))


def test_a_linked_copy_beside_the_notebook_is_told(ada, tmp_path):
    hand_in(tmp_path, "eve", NOTEBOOK.replace("x", "y"))
    (tmp_path / "submitted" / "eve" / LESSON / "twin.ipynb").hardlink_to(ada.notebook)
    (detail,) = left_out(one(tmp_path, "eve"))
    assert detail.startswith("twin.ipynb is a hard link")


def test_a_link_to_what_no_student_has_is_refused(ada, tmp_path):
    ada.notebook.unlink()
    outside = tmp_path / "solutions.ipynb"
    outside.write_text(NOTEBOOK)
    ada.notebook.hardlink_to(outside)
    with pytest.raises(Unreadable, match="is a hard link"):
        read_files(ada)
