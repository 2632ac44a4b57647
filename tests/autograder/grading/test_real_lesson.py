"""The real lesson: do our command and plain nbgrader, in a clean clone, give every submission the same marks?"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from nbgrader.api import Gradebook

from autograder import check
from autograder.grading.grade import grade
from autograder.grading.project import HERE, Project
from autograder.grading.sample_answers import ANSWERS
from autograder.grading.samples import kinds_of_students, make_submissions, solutions

LESSON = "01_one_neuron"
CLONED = ("autograder", "nnlib", "solutions", "notebooks", "pyproject.toml", "nbgrader_config.py")
KINDS = ("perfect", "no-bias", "breaks")


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
    return root


@pytest.fixture(scope="module")
def ours(clone, tmp_path_factory):
    """The rows that our command gives the same submissions, by kind of student."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(clone / "submitted", course / "submitted")
    return {row["student"].partition("-")[2]: row for row in grade(HERE, LESSON, course)}


def run(clone, *command):
    """Run a command in the clone as somebody would who has activated nothing."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=clone, env={**env, "PATH": os.defpath}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def marks(folder):
    """Return kind of student → cell → points, as a gradebook has them."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        submissions = gradebook.assignment_submissions(LESSON)
        return {
            one.student.id.partition("-")[2]: {grade.name: grade.score for grade in one.notebooks[0].grades}
            for one in submissions
        }


def test_plain_nbgrader_agrees_on_every_score(clone, ours):
    run(clone, sys.executable, "-m", "autograder", "register", LESSON)
    run(clone, str(Path(sys.executable).parent / "nbgrader"), "autograde", LESSON)
    theirs = marks(clone)
    assert set(theirs) == set(KINDS) == set(ours)
    for kind, row in ours.items():
        assert {f"{e['id'].partition('.')[2]}-test": e["points"] for e in row["exercises"]} == theirs[kind]


def test_plain_nbgrader_writes_the_same_safe_feedback(clone, ours):
    run(clone, str(Path(sys.executable).parent / "nbgrader"), "generate_feedback", LESSON)
    (page,) = (clone / "feedback").glob(f"*no-bias/{LESSON}/{LESSON}.html")
    assert "weighted_sum: wrong" in page.read_text(encoding="utf-8")


def test_right_answers_get_all_points(ours):
    assert ours["perfect"]["score"] == ours["perfect"]["max_score"] == 20


def test_a_known_mistake_is_named(ours):
    entry = next(e for e in ours["no-bias"]["exercises"] if e["id"] == f"{LESSON}.weighted_sum")
    assert entry["verdict"] == "wrong"
    assert "bias" in entry["message"].lower()


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
