"""The answers that tests hand in, by lesson: `RIGHT`, `WRONG`, and what the mutation pass must know of it."""

import importlib

import pytest

from autograder.exercises import LESSONS, lesson

ANSWERS = {name: importlib.import_module(f"tests.autograder.{module}_answers") for name, module in LESSONS.items()}
EXERCISES = {(name, exercise.name): exercise for name in LESSONS for exercise in lesson(name).values()}


def each(kind):
    """Return a parameter for every answer of that kind, "RIGHT" or "WRONG": lesson, exercise, answer."""
    return [
        pytest.param(name, exercise, answer, id=f"{name}.{exercise}-{i}")
        for name, module in ANSWERS.items()
        for exercise, answers in getattr(module, kind).items()
        for i, answer in enumerate(answers)
    ]
