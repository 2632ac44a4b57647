"""Are small files of a student's written whole or not at all, and is what cannot be read left alone?"""

import json
import os
import tempfile

import pytest

from nnlib.student_file import StudentFile, shelf, working_folder

DAMAGED = {
    "empty": b"",
    "half": b'{"version": 1, "things": {"one',
    "not text": b"\xff\xfe\x00",
    "a list": b"[1, 2]",
    "no version": b'{"things": {}}',
    "another version": b'{"version": 99, "things": {}}',
    "things is a list": b'{"version": 1, "things": []}',
    "another name": b'{"version": 1, "others": {}}',
    "deep": b"[" * 100_000,
}


@pytest.fixture
def file(tmp_path):
    return StudentFile(tmp_path / ".things.json", "things")


def refuse(*args, **kwargs):
    raise OSError("no room")


def test_what_was_written_is_read_and_is_plain_json(file):
    assert file.read() == {}
    assert file.write({"a": [1, "grün"]})
    assert file.read() == {"a": [1, "grün"]}
    assert json.loads(file.path.read_text(encoding="utf-8")) == {"version": 1, "things": {"a": [1, "grün"]}}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_reads_as_none(file, content):
    file.path.write_bytes(content)
    assert file.read() is None


@pytest.mark.parametrize("call", ["mkstemp", "replace"])
def test_where_nothing_can_be_written_the_old_file_stays_and_nothing_is_left_over(file, monkeypatch, call):
    file.write({"a": 1})
    monkeypatch.setattr(tempfile if call == "mkstemp" else os, call, refuse)
    assert not file.write({"a": 2})
    assert file.read() == {"a": 1}
    assert list(file.path.parent.iterdir()) == [file.path]


def test_text_that_utf_8_cannot_hold_is_not_written(file):
    assert not file.write({"a": "\ud800"})
    assert list(file.path.parent.iterdir()) == []


def test_the_shelf_is_above_a_lesson_and_elsewhere_the_folder_itself(tmp_path, monkeypatch):
    for name, found in (("03_activations", tmp_path), ("content", tmp_path / "content")):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert (working_folder().name, shelf()) == (name, found)


def test_a_folder_that_is_gone_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert not StudentFile(shelf() / ".things.json", "things").write({"a": 1})
