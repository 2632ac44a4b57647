"""Grade many submissions between honest neighbours, once, and keep what the tests ask about."""

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.project import Project
from tests.attacks.attack import Attack, Submission
from tests.attacks.corpus import CLASSES
from tests.attacks.scene import Scene, free_port

# `make proof` sets it: every variant. Otherwise the first of each class, all of them in one batch.
EVERY_VARIANT = os.environ.get("ATTACKS") == "all"


@dataclass(frozen=True)
class Batch:
    """A graded scene: its rows by student, and what the watch saw."""

    scene: Scene
    rows: dict[str, dict]
    report: dict
    marks: dict[str, float]


def graded(folder: Path, project: Project, submissions: dict[str, Submission]) -> Batch:
    """Set the scene, grade it, and return the batch."""
    scene = Scene(folder, project, free_port())
    scene.set_up(submissions)
    rows, report = scene.grade()
    return Batch(scene, {row["student"]: row for row in rows}, report, scene.marks())


def student(attack: Attack) -> str:
    """Return the name that an attack is handed in under: its own where the name is the attack."""
    plain = all(character.isalnum() or character == "-" for character in attack.name)
    return f"m-{attack.kind.split()[0]}-{attack.name}" if plain else attack.name


def batches() -> dict[str, tuple[Attack, ...]]:
    """Return the attacks to be tried, by the name of their batch."""
    if EVERY_VARIANT:
        return dict(CLASSES)
    return {"one of each class": tuple(attacks[0] for attacks in CLASSES.values())}


def released_submissions(project_notebook: dict, attacks) -> dict[str, Submission]:
    """Return what is handed in, by student."""
    return {student(attack): attack.submission(project_notebook) for attack in attacks}
