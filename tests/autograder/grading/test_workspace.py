"""Are lessons copied to where a student works without ever touching what is there?"""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from autograder import workspace
from autograder.grading.project import CallError, Project
from tests.autograder.grading.tiny import LESSON

NAME = f"{LESSON}/{LESSON}.ipynb"


@pytest.fixture
def copied(tiny, tmp_path):
    return Project(shutil.copytree(tiny.root, tmp_path / "copy"))


def test_lessons_are_copied_once(copied):
    assert workspace.copy_lessons(copied) == ([NAME], [])
    assert (copied.work / NAME).read_bytes() == (copied.notebooks / NAME).read_bytes()
    assert workspace.copy_lessons(copied) == ([], [NAME])


def test_a_student_s_file_is_never_overwritten(copied):
    workspace.copy_lessons(copied)
    (copied.work / NAME).write_text("my work")
    (copied.notebooks / LESSON / "new.csv").write_text("1")
    assert workspace.copy_lessons(copied) == ([f"{LESSON}/new.csv"], [NAME])
    assert (copied.work / NAME).read_text() == "my work"


def test_without_lessons_it_says_where_to_be(tmp_path):
    with pytest.raises(CallError, match="Run this from a copy of the project"):
        workspace.copy_lessons(Project(tmp_path))


@pytest.mark.parametrize(("browser", "display", "opens"), [(True, "1", True), (True, "", False), (False, "1", False)])
def test_jupyterlab_is_started_with_or_without_a_browser(copied, monkeypatch, browser, display, opens):
    started = []
    monkeypatch.setattr(workspace.sys, "platform", "linux")
    monkeypatch.setattr(workspace.shutil, "which", lambda name: None)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(workspace, "run_until_stopped", lambda line, env: started.append(line) or 5)
    said = []
    assert workspace.lab(copied, browser=browser, say=said.append) == 5
    assert str(copied.work) in started[0]
    assert ("--no-browser" not in started[0]) == opens
    assert said[0] == f"copied to work/: {NAME}"
    assert f"--LabApp.default_url=/lab/tree/{NAME}" in started[0]
    workspace.lab(copied, browser=browser, say=said.append)
    assert not any("default_url" in part for part in started[1])
    assert "1 file is in work/ already" in said[-2]


def test_root_is_let_in_and_others_need_no_leave(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace.os, "geteuid", lambda: 0, raising=False)
    assert "--allow-root" in workspace.command(tmp_path, True)
    monkeypatch.setattr(workspace.os, "geteuid", lambda: 1000, raising=False)
    assert "--allow-root" not in workspace.command(tmp_path, True)


SERVER = """
import signal, sys, time
signal.signal(signal.SIGINT, lambda *_: (print("server asked to end", flush=True), sys.exit(0)))
signal.signal(signal.SIGTERM, lambda *_: (print("server told to end", flush=True), sys.exit(0)))
print("server runs", flush=True)
time.sleep(60)
"""
STARTER = """
import signal, sys
from autograder import workspace
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background, it would be ignored
sys.exit(workspace.run_until_stopped(sys.argv[1:], None))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without signals")
@pytest.mark.parametrize(("number", "heard"), [(signal.SIGTERM, "told"), (signal.SIGINT, "asked")])
def test_a_stopped_command_takes_its_server_along_and_is_no_error(number, heard):
    line = [sys.executable, "-c", STARTER, sys.executable, "-c", SERVER]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, start_new_session=True) as command:
        assert command.stdout.readline() == "server runs\n"
        if number == signal.SIGINT:
            os.killpg(command.pid, number)  # a terminal sends it to all
        else:
            command.send_signal(number)
        # The pipe ends when nobody holds it any more, the server included.
        assert command.communicate(timeout=30)[0] == f"server {heard} to end\n"
        assert command.returncode == 0


def test_jupyterlab_asks_nothing_and_shows_no_lecturers_tools(monkeypatch):
    from jupyter_core.paths import jupyter_config_path
    from jupyterlab_server.config import get_page_config

    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    with workspace.quiet_jupyter() as env:
        monkeypatch.setenv("JUPYTER_CONFIG_PATH", env["JUPYTER_CONFIG_PATH"])
        assert jupyter_config_path()[1:2] == ["mine"]
        disabled = get_page_config([])["disabledExtensions"]
    assert {"@jupyterlab/apputils-extension:announcements", "@jupyter/nbgrader"} <= set(disabled)
