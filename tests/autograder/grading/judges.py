"""Judges that do as a task tells them; they run in processes of their own, so they live in a module."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from autograder.grading.execution import Judged, NotJudged
from autograder.grading.notebook_file import Unreadable, parse_notebook


def obey(task):
    """Do what the task says: it is a word, or a word and the path of a file to leave a trace in."""
    what, _, path = task.partition(" ")
    if what == "die":
        os._exit(7)
    if what == "die-once" and not Path(path).exists():
        Path(path).touch()
        os._exit(7)
    if what == "raise":
        raise RuntimeError("a bug in the judge")
    if what == "shout":
        print("out")
        print("err", file=sys.stderr)
        os.write(2, b"raw")
    if what == "sleep":
        time.sleep(60)
    if what == "leave-a-child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
        beside = Path(path).with_suffix(".new")
        beside.write_text(str(child.pid))
        beside.replace(path)
        time.sleep(60)
    return judged(what)


def judged(what):
    """Return a judgement that can be told from others."""
    return Judged(what, [], [], [], 0.1)


def look(task):
    """Judge the tiny lesson by the text of its answers alone: quick, the same every time, and no code runs."""
    try:
        notebook = parse_notebook(task.notebook, f"{task.lesson}.ipynb")
    except Unreadable as reason:
        return NotJudged(str(reason), 0.1)
    sources = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    right = {"double-test": "x + x" in sources["double"], "triple-test": "3 * x" in sources["triple"]}
    points = {"double-test": 2.0, "triple-test": 1.0}
    exercises = [
        {"name": name, "points": points[name] * good, "verdict": "right" if good else "wrong", "message": ""}
        for name, good in right.items()
    ]
    exercises.append({"name": "essay-manual", "points": None, "verdict": "manual", "message": ""})
    unanswered = [name for name in ("double", "triple") if "x" not in sources[name].partition("...")[2]]
    outputs = {"seed": task.seed, "files": sorted(task.files), "limits": repr(task.limits)}
    return Judged(json.dumps({**notebook, "metadata": outputs}), exercises, unanswered, [], 0.1)


def look_and_die(task):
    """Judge by the text, but end the process on one student's."""
    if task.student == "deadly":
        os._exit(9)
    return look(task)


def look_slowly(task):
    """Judge by the text, and take long enough to be killed in between."""
    time.sleep(0.05)
    return look(task)
