"""What was predicted is kept for later lessons, and no state of the file stands in a student's way."""

import json
import os
import tempfile

import pytest

from nnlib.labs import prediction_store
from nnlib.labs.prediction_store import FILE_NAME, store_here
from nnlib.labs.predictions import calibration, missed, reveal
from tests.nnlib.labs.predicting import LESSON, OPTIONS, QUESTION, ask, enter, lock, refuse, restart_kernel, saved

pytestmark = pytest.mark.usefixtures("lesson")


def test_nothing_is_written_where_nobody_clicks(lesson):
    ask()
    reveal("bias-at-zero", "yes")
    calibration()
    assert list(lesson.parent.rglob("*")) == [lesson]


def test_lessons_are_kept_apart_and_later_ones_can_return(tmp_path, monkeypatch):
    lock("no")
    reveal("bias-at-zero", "yes")
    enter(tmp_path, monkeypatch, "02_linear_collapse")
    restart_kernel()
    assert ask().locked is None
    lock("yes", key="stack")
    reveal("stack", "yes")
    assert [(p.lesson, p.key) for p in missed()] == [(LESSON, "bias-at-zero")]
    assert missed("02_linear_collapse") == []
    assert sorted(json.loads((tmp_path / FILE_NAME).read_text())["lessons"]) == [LESSON, "02_linear_collapse"]


def test_two_open_lessons_do_not_overwrite_each_other(tmp_path, monkeypatch):
    lock("no")
    first = dict(prediction_store._stores)
    enter(tmp_path, monkeypatch, "02_linear_collapse")
    restart_kernel()
    lock("no", key="stack")
    prediction_store._stores.update(first)  # back in the first kernel
    enter(tmp_path, monkeypatch, LESSON)
    lock("yes", key="sign")
    kept = {lesson: sorted(keys) for lesson, keys in saved(tmp_path / LESSON).items()}
    assert kept == {LESSON: ["bias-at-zero", "sign"], "02_linear_collapse": ["stack"]}


def test_outside_a_lessons_folder_the_file_stays_in_that_folder(tmp_path, monkeypatch):
    folder = enter(tmp_path, monkeypatch, "content")
    lock("no")
    assert (folder / FILE_NAME).is_file()
    assert not (tmp_path / FILE_NAME).exists()


DAMAGED = {
    "empty": b"",
    "half": b'{"version": 1, "lessons": {"01_one',
    "not text": b"\xff\xfe\x00",
    "a list": b"[1, 2]",
    "another version": b'{"version": 99, "lessons": {}}',
    "lessons is a list": b'{"version": 1, "lessons": []}',
    "a lesson is a number": b'{"version": 1, "lessons": {"01_one_neuron": 3}}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_left_alone_and_predictions_live_in_memory(lesson, shown, content):
    path = lesson.parent / FILE_NAME
    path.write_bytes(content)
    lock("no")
    reveal("bias-at-zero", "yes")
    assert "You predicted “no”" in shown[-1]["text/plain"]
    assert [p.key for p in missed()] == ["bias-at-zero"]
    assert path.read_bytes() == content


GOOD = {"question": QUESTION, "options": OPTIONS, "choice": "no", "confidence": 70, "answer": None}


@pytest.mark.parametrize(
    "change",
    [
        {"choice": "nobody offered this"},
        {"confidence": 700},
        {"confidence": "high"},
        {"options": "yes"},
        {"options": [1, 2]},
        {"options": 7},
        {"question": 7},
        {"answer": 7},
        {"surprise": 1},
    ],
    ids=str,
)
def test_an_entry_that_somebody_changed_is_ignored(lesson, change):
    other = {"other": GOOD}
    document = {"version": 1, "lessons": {LESSON: {"bias-at-zero": GOOD | change} | other}}
    (lesson.parent / FILE_NAME).write_text(json.dumps(document))
    assert ask().locked is None
    assert [p.key for p in store_here()[0].select()] == ["other"]


def test_the_unchanged_entry_is_read(lesson):
    (lesson.parent / FILE_NAME).write_text(json.dumps({"version": 1, "lessons": {LESSON: {"bias-at-zero": GOOD}}}))
    assert ask().locked.choice == "no"


@pytest.mark.parametrize("call", ["mkstemp", "replace"])
def test_where_nothing_can_be_written_predictions_live_in_memory(lesson, shown, monkeypatch, call):
    monkeypatch.setattr(tempfile if call == "mkstemp" else os, call, refuse)
    card = lock("no")
    assert card.locked.choice == "no"
    reveal("bias-at-zero", "yes")
    assert "You predicted “no”" in shown[-1]["text/plain"]
    assert list(lesson.parent.rglob("*")) == [lesson]


def test_what_this_kernel_knows_goes_before_an_older_file(lesson, monkeypatch):
    lock("no")
    monkeypatch.setattr(os, "replace", refuse)
    reveal("bias-at-zero", "yes")
    assert saved(lesson)[LESSON]["bias-at-zero"]["answer"] is None
    assert [p.answer for p in missed()] == ["yes"]


def test_a_folder_in_the_files_place_does_no_harm(lesson):
    (lesson.parent / FILE_NAME).mkdir()
    assert lock("no").locked.choice == "no"
    assert not list(lesson.parent.glob(FILE_NAME + "?*"))
