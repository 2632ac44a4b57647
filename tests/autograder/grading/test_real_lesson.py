"""The real lesson: do our command and plain nbgrader, in a clean clone, give every submission the same marks?"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import nbformat
import numpy as np
import psutil
import pytest
from nbgrader.api import Gradebook

from autograder import check
from autograder.grading.grade import grade
from autograder.grading.project import HERE, Project
from autograder.grading.sample_answers import ANSWERS
from autograder.grading.samples import kinds_of_students, make_submissions, solutions
from tests.autograder.grading.sandboxed import needs_sandbox

LESSON = "01_one_neuron"
CLONED = ("autograder", "nnlib", "solutions", "notebooks", "pyproject.toml", "nbgrader_config.py")
KINDS = ("perfect", "blank", "no-bias", "breaks", "cheats")

# The first thing a cheat tries on stock nbgrader: tests that never run.
BLINDFOLD = """\
def drop_asserts(lines):
    return [] if any("check(" in line for line in lines) else lines

get_ipython().input_transformers_cleanup.append(drop_asserts)"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What git would check out, with a few submissions in its root, where plain nbgrader looks for them."""
    root = tmp_path_factory.mktemp("clone") / "a clone"
    root.mkdir()
    for name in CLONED:
        copy = shutil.copytree if (HERE.root / name).is_dir() else shutil.copy
        copy(HERE.root / name, root / name)
    everybody = make_submissions(Project(root), LESSON, root, 8, np.random.default_rng(0))
    for student in everybody:
        if student.partition("-")[2] not in KINDS:
            shutil.rmtree(root / "submitted" / student)
    blank = next(root.glob(f"submitted/*-blank/{LESSON}/{LESSON}.ipynb"))
    cheat = nbformat.read(blank, as_version=4)
    cheat.cells.insert(0, nbformat.v4.new_code_cell(BLINDFOLD))
    blindfolded = root / "submitted" / "99-cheats" / LESSON / blank.name
    blindfolded.parent.mkdir(parents=True)
    nbformat.write(cheat, blindfolded)
    return root


@pytest.fixture(scope="module")
def ours(clone, tmp_path_factory):
    """The rows that our command gives the same submissions, by kind of student."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(clone / "submitted", course / "submitted")
    return {row["student"].partition("-")[2]: row for row in grade(HERE, LESSON, course)}


NBGRADER = str(Path(sys.executable).parent / "nbgrader")


def start(clone, *command):
    """Start a command in the clone as somebody would who has activated nothing."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PATH": os.defpath}
    return subprocess.Popen(command, cwd=clone, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def run(clone, *command):
    """Run a command in the clone to its end."""
    _, said = (process := start(clone, *command)).communicate()
    assert process.returncode == 0, said


def family(process) -> list:
    """Everything that a process has started and that lives now."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


def until(condition, seconds=60.0):
    """Wait until `condition` holds, and return what it then is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.02)
    return condition()


def running(processes) -> list:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def marks(folder):
    """Return kind of student → cell → points, as a gradebook has them."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        submissions = gradebook.assignment_submissions(LESSON)
        return {
            one.student.id.partition("-")[2]: {grade.name: grade.score for grade in one.notebooks[0].grades}
            for one in submissions
        }


def journal(folder):
    """Return kind of student → the newest row, without what differs from run to run."""
    lines = (folder / ".autograder" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line)["row"] for line in lines]
    return {row["student"].partition("-")[2]: {**row, "seconds": 0, "resumed": False} for row in rows}


@pytest.fixture(scope="module")
def autograded(clone):
    """The clone after plain nbgrader has graded it."""
    run(clone, sys.executable, "-m", "autograder", "register", LESSON)
    run(clone, NBGRADER, "autograde", LESSON)
    return clone


@needs_sandbox
def test_plain_nbgrader_agrees_on_every_score(autograded, ours):
    theirs = marks(autograded)
    assert set(theirs) == set(KINDS) == set(ours)
    for kind, row in ours.items():
        assert {f"{e['id'].partition('.')[2]}-test": e["points"] for e in row["exercises"]} == theirs[kind]


@needs_sandbox
def test_plain_nbgrader_agrees_on_every_verdict_and_flag(autograded, ours):
    assert journal(autograded) == {kind: {**row, "seconds": 0, "resumed": False} for kind, row in ours.items()}
    assert [flag["kind"] for flag in ours["perfect"]["flags"]] == []
    assert "tampered" in [flag["kind"] for flag in ours["cheats"]["flags"]]


@needs_sandbox
def test_a_cheat_gains_nothing_either_way(autograded, ours):
    assert ours["cheats"]["score"] == ours["blank"]["score"] == sum(marks(autograded)["cheats"].values())


@needs_sandbox
def test_sandbox_and_judge_end_with_nbgrader_even_when_it_is_killed(autograded):
    lines = len((autograded / ".autograder" / "journal.jsonl").read_text().splitlines())
    process = start(autograded, NBGRADER, "autograde", LESSON, "--force")
    grown = autograded / ".autograder" / "journal.jsonl"
    assert until(lambda: len(grown.read_text().splitlines()) > lines)
    started = family(process)
    assert started, "nothing was started, so that this test shows nothing"
    process.kill()
    process.communicate()
    assert until(lambda: not running(started)), "a killed nbgrader leaves a process behind"


@needs_sandbox
def test_plain_nbgrader_writes_the_same_safe_feedback(autograded):
    run(autograded, NBGRADER, "generate_feedback", LESSON)
    (page,) = (autograded / "feedback").glob(f"*no-bias/{LESSON}/{LESSON}.html")
    assert "weighted_sum: wrong" in page.read_text(encoding="utf-8")


@needs_sandbox
def test_right_answers_get_all_points(ours):
    assert ours["perfect"]["score"] == ours["perfect"]["max_score"] == 20


@needs_sandbox
def test_a_known_mistake_is_named(ours):
    entry = next(e for e in ours["no-bias"]["exercises"] if e["id"] == f"{LESSON}.weighted_sum")
    assert entry["verdict"] == "wrong"
    assert "bias" in entry["message"].lower()


@needs_sandbox
def test_an_error_is_told_in_the_student_s_words(ours):
    entry = next(e for e in ours["breaks"]["exercises"] if e["id"] == f"{LESSON}.weighted_sum")
    assert entry["verdict"] == "error"
    assert "NameError" in entry["message"]


@pytest.mark.parametrize(("kind", "exercise"), [(k, e) for k in ANSWERS[LESSON] for e in ANSWERS[LESSON][k]])
def test_sample_answers_are_what_their_kind_says(kind, exercise):
    names = {"np": np}
    exec(ANSWERS[LESSON][kind][exercise], names)
    verdict = check(f"{LESSON}.{exercise}", names[exercise]).result.verdict
    # Loops, lists and prints may be slow on a large batch, but they are not wrong.
    assert verdict in (("right", "partly right") if kind == "beginner" else ("partly right", "wrong", "error"))


def test_sample_answers_are_for_exercises_that_exist():
    names = set(solutions(HERE, LESSON))
    for kind, answers in ANSWERS[LESSON].items():
        assert answers.keys() <= names, kind


def test_the_same_seed_makes_the_same_submissions(tmp_path):
    for folder in ("a", "b"):
        make_submissions(HERE, LESSON, tmp_path / folder, 12, np.random.default_rng(3))
    first, second = (sorted((tmp_path / f).rglob("*.ipynb")) for f in ("a", "b"))
    assert len(first) == 12
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert len({p.read_bytes() for p in first}) == 12
    assert [p.parents[1].name for p in first][:3] == ["01-perfect", "02-blank", "03-half"]


def test_a_lesson_without_known_mistakes_has_three_kinds(tiny):
    right = solutions(tiny, "90_tiny")
    assert list(kinds_of_students("90_tiny", right)) == ["perfect", "blank", "half"]
    assert list(right) == ["double", "triple"]


def test_the_released_lesson_is_up_to_date_and_gives_nothing_away():
    from autograder.grading.leaks import problems
    from autograder.grading.release import points_of, release

    assert release(HERE, check=True, say=lambda line: None) is True
    for lesson in HERE.lessons():
        name = f"{lesson}/{lesson}.ipynb"
        source, released = (
            json.loads((f / name).read_text(encoding="utf-8")) for f in (HERE.solutions, HERE.notebooks)
        )
        assert problems(source, released, points_of(lesson)) == []
