"""The forms an exercise can take; a lesson's module fills them in, `check` and the graders call their `judge`."""

from autograder.forms.base import Exercise, Part, Result
from autograder.forms.choice import Choice
from autograder.forms.claim import TwoSidedClaim
from autograder.forms.function import FunctionExercise, Misconception, Property, Worked
from autograder.forms.value import Mistake, Requirement, ValueExercise

__all__ = [
    "Choice",
    "Exercise",
    "FunctionExercise",
    "Misconception",
    "Mistake",
    "Part",
    "Property",
    "Requirement",
    "Result",
    "TwoSidedClaim",
    "ValueExercise",
    "Worked",
]
