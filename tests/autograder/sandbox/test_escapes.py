"""Can code in the sandbox see, reach, change or become anything outside it? As root and as a plain user."""

import ast
import contextlib
import os
import socket
import sys
from pathlib import Path

import pytest

from tests.autograder.sandbox import driver, escapes


@pytest.fixture
def outside(root, tmp_path, monkeypatch):
    """Things outside that an attempt may look for: a course, a secret, listeners, a process."""
    monkeypatch.setenv("GRADING_SECRET", "open sesame")
    course = tmp_path / "course"
    course.mkdir()
    (course / "gradebook.db").write_text("marks")
    for folder in (*course.parents[:3], course):
        folder.chmod(0o777)  # a plain user would get there, were it not for the sandbox
    name = f"grading-{os.getpid()}-{tmp_path.name}"
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        listeners = [tcp, *(stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))]
        listeners[1].bind("\0" + name)
        with contextlib.chdir(course):  # a path of a socket must be short
            listeners[2].bind("socket")
        for listener in listeners:
            listener.listen()
            listener.setblocking(False)
        yield {
            "project": str(root),
            "course": str(course),
            "port": tcp.getsockname()[1],
            "abstract": name,
            "pid": os.getpid(),
        }
        for listener in listeners:
            with pytest.raises(BlockingIOError):  # nobody waits to be let in
                listener.accept()
    assert (course / "gradebook.db").read_text() == "marks"
    assert sorted(p.name for p in course.iterdir()) == ["gradebook.db", "socket"]


def _escaped(played) -> dict:
    return ast.literal_eval(played["values"]["escaped"])


def _assert_none(played):
    got = _escaped(played)
    assert set(got) == set(escapes.ALL)
    assert [name for name, result in got.items() if result is True] == []
    assert played["end"]["reason"] == "ended"


def test_nothing_gets_out(play, outside):
    _assert_none(play(escapes.cells(**outside), ask=["escaped"]))


@pytest.mark.parametrize("mode", ["nested", "single"])
def test_nothing_gets_out_for_a_plain_user(plain_user, outside, mode):
    limits = {"cell_seconds": 60, "total_seconds": 300}
    cells = escapes.cells(**outside)
    _assert_none(plain_user(cells, mode=mode, limits=limits, hide=[outside["course"]], ask=["escaped"]))


def test_nothing_gets_out_of_a_bubblewrap_of_its_own(ability, outside):
    limits = {"cell_seconds": 60, "total_seconds": 300}
    _assert_none(driver.play(escapes.cells(**outside), mode="single", limits=limits, ask=["escaped"]))


def test_without_a_sandbox_these_attempts_succeed(root, tmp_path, monkeypatch):
    """The attempts are real: what the sandbox stops works without it."""
    monkeypatch.setenv("GRADING_SECRET", "open sesame")
    (tmp_path / "gradebook.db").write_text("marks")
    with socket.create_server(("127.0.0.1", 0)) as server:
        filled = {"project": str(root), "course": str(tmp_path), "port": server.getsockname()[1]}
        filled |= {"abstract": "nobody", "pid": os.getpid()}
        names = ["read: solutions", "read: references", "read: a course", "read: passwd", "reach: loopback"]
        names += ["reach: signal", "write: course"]
        table = {name: escapes.ALL[name] for name in names}
        got = _escaped(driver.play(escapes.cells(table, **filled), mode="none", ask=["escaped"]))
    assert got == dict.fromkeys(names, True)


def test_a_course_inside_something_visible_is_hidden(ability, tmp_path):
    """A course folder below Python's own folders is empty in the sandbox."""
    folder = Path(sys.prefix) / f"hidden-{os.getpid()}"
    folder.mkdir()
    try:
        (folder / "secret").write_text("s")
        seen = driver.play([f"import os; found = os.listdir({str(folder)!r})"], ask=["found"])
        hidden = driver.play([f"import os; found = os.listdir({str(folder)!r})"], hide=[folder], ask=["found"])
    finally:
        (folder / "secret").unlink()
        folder.rmdir()
    assert (seen["values"]["found"], hidden["values"]["found"]) == ("['secret']", "[]")


def test_the_environment_is_the_sandboxs_own(play, monkeypatch):
    monkeypatch.setenv("GRADING_SECRET", "open sesame")
    played = play(["import os; names = sorted(os.environ)"], ask=["names"])
    names = ast.literal_eval(played["values"]["names"])
    assert "GRADING_SECRET" not in names
    assert not [n for n in names if n.startswith(("SSH", "XDG", "PYTEST", "VIRTUAL"))]
