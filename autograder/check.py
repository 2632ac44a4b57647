"""The one function a notebook calls: ``check("<lesson>.<exercise>", answer)``.

Beside it stand ``check.hint("<lesson>.<exercise>")`` and ``check.total("<lesson>")``.
"""

import zlib

import numpy as np

from autograder import exercises
from autograder.answers import describe
from autograder.forms import Result
from autograder.hints import Hint
from autograder.report import Score
from autograder.total import Total

_MISSING = object()
_USAGE = (
    "It takes two things: the exercise's name in quotes and your answer, "
    'as in `check("01_one_neuron.weighted_sum", weighted_sum)`.'
)


class Check:
    """Judge an answer where it stands, in the student's own notebook.

    Calling it returns a `Score`: a number for nbgrader, a report for everybody else. Whatever it is given, it
    answers in words; no exception leaves it.
    """

    __name__ = "check"

    def __init__(self):
        self._hints_given = {}
        self._latest = {}

    def __call__(self, exercise_id=_MISSING, answer=_MISSING, *more) -> Score:
        """Check an answer.

        Parameters
        ----------
        exercise_id : str
            ``"<lesson>.<exercise>"``, such as ``"01_one_neuron.weighted_sum"``.
        answer : object
            The function or the value that the exercise asks for.

        Returns
        -------
        Score
            A float between 0 and the exercise's points.

        Examples
        --------
        >>> check("01_one_neuron.q1", "c")
        0.5
        >>> print(check("01_one_neuron.weighted_sums", max))
        01_one_neuron.weighted_sums: error: 0 of 0 points
        There is no exercise "01_one_neuron.weighted_sums". Did you mean "01_one_neuron.weighted_sum"?
        """
        if answer is _MISSING or more or not isinstance(exercise_id, str):
            return _refuse("check", _USAGE)
        try:
            exercise = exercises.find(exercise_id)
        except LookupError as error:
            return _refuse(exercise_id, str(error))
        # A fixed seed: running the cell again shows the same inputs again. Graders bring a seed of their own.
        rng = np.random.default_rng(zlib.crc32(exercise_id.encode()))
        try:
            score = Score(exercise_id, exercise.judge(answer, rng=rng))
        except Exception as error:  # the last resort: an answer so odd that judging it broke; still in words
            sentence = f"This answer could not be judged ({type(error).__name__}). It is {describe(answer)}."
            score = Score(exercise_id, exercise.fault(f"{sentence} Is that what the exercise asks for?"))
        self._latest[exercise_id] = score
        return score

    def hint(self, exercise_id=_MISSING) -> Hint:
        """Give the next hint for an exercise; each call gives one more, never the solution."""
        if not isinstance(exercise_id, str):
            return Hint("hint", 'Name the exercise in quotes, as in `check.hint("01_one_neuron.weighted_sum")`.')
        try:
            hints = exercises.find(exercise_id).hints
        except LookupError as error:
            return Hint("hint", str(error))
        given = min(self._hints_given.get(exercise_id, 0) + 1, len(hints))
        self._hints_given[exercise_id] = given
        return Hint(exercise_id, *hints[:given], total=len(hints))

    def total(self, lesson_name=_MISSING) -> Total:
        """Add up the latest score of each exercise of a lesson since the kernel started."""
        try:
            known = exercises.lesson(lesson_name if isinstance(lesson_name, str) else "")
        except LookupError as error:
            return Total(str(error), [])
        rows = [(name, self._latest.get(f"{lesson_name}.{name}"), e.points) for name, e in known.items()]
        return Total(lesson_name, rows)


def _refuse(name, sentence) -> Score:
    return Score(name, Result(0.0, 0.0, "error", sentence))


check = Check()
