"""What `check` is in the judge: the same exercises, other inputs for each student, the function called outside."""

import ast
import zlib

import numpy as np

from autograder import exercises
from autograder.answers import describe
from autograder.grading.flags import flag
from autograder.grading.judging.outside_calls import OutsideCalls
from autograder.grading.judging.proxies import Student
from autograder.grading.judging.stand_ins import StudentFunction, Unusable, original
from autograder.hints import Hint
from autograder.report import Score
from autograder.total import Total


class GradingCheck:
    """Judge an answer that came from a student's process, as `autograder.check` judges one in a notebook.

    Parameters
    ----------
    seed : int
        The student's own: another seed gives other inputs and the same points.
    """

    __name__ = "check"

    def __init__(self, seed: int):
        self._seed = seed
        self._student: Student | None = None
        self.scores: list[Score] = []

    def begin(self, student: Student) -> None:
        """Start with a test cell, whose answers come from this student's fork."""
        self._student, self.scores = student, []

    def __call__(self, exercise_id, answer) -> Score:
        """Check an answer; the same interface as `autograder.check`."""
        try:
            exercise = exercises.find(exercise_id)
        except (LookupError, AttributeError) as error:
            raise self._student.notes.refuse(f"its check does not name an exercise ({error})") from None
        notes = self._student.notes
        call = OutsideCalls(self._student.fork, notes)
        answer = call.read(_as_it_came(answer))
        rng = np.random.default_rng([self._seed, zlib.crc32(exercise_id.encode())])
        try:
            score = Score(exercise_id, exercise.judge(answer, rng=rng, call=call))
        except Exception as error:  # data so odd that judging it broke; still no points, and in words
            sentence = f"This answer could not be judged ({type(error).__name__}). It is {describe(answer)}."
            score = Score(exercise_id, exercise.fault(sentence))
        self.scores.append(score)
        return score

    def hint(self, exercise_id=None) -> Hint:
        """Answer as `check.hint` does; in a test there is nobody to read it."""
        return Hint(str(exercise_id))

    def total(self, lesson_name=None) -> Total:
        """Answer as `check.total` does; in a test there is nobody to read it."""
        return Total(str(lesson_name), [])

    def flags(self) -> list[dict]:
        """Return flags for what the latest scores show."""
        return [one for score in self.scores for one in _hints(score)]


def exercise_ids(source: str) -> list[str]:
    """Return the ids of the exercises that a test cell checks.

    Examples
    --------
    >>> exercise_ids('check("01_one_neuron.gates", gates)')
    ['01_one_neuron.gates']
    """
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    except (SyntaxError, ValueError):
        return []
    firsts = [call.args[0] for call in calls if ast.unparse(call.func).split(".")[-1] == "check"]
    return [first.value for first in firsts if isinstance(first, ast.Constant) and isinstance(first.value, str)]


def without(source: str) -> tuple[str, ...]:
    """Return the names of nnlib that must raise while this test cell is judged."""
    found = []
    for exercise_id in exercise_ids(source):
        try:
            found += exercises.find(exercise_id).without
        except LookupError:
            continue  # the test itself will say so
    return tuple(dict.fromkeys(found))


def _as_it_came(value):
    """Undo what the test's stand-ins did: a check knows functions and objects of its own kind."""
    kind = type(value)
    if kind in (StudentFunction, Unusable):
        return original(value)
    if kind in (list, tuple, set, frozenset):
        return kind([_as_it_came(item) for item in value])
    if kind is dict:
        return {_as_it_came(key): _as_it_came(item) for key, item in value.items()}
    return value


def _hints(score) -> list[dict]:
    result, found = score.result, []
    said = [result.message, *(part.detail for part in result.parts)]
    if any("second call with the same input" in sentence for sentence in said):
        found.append(flag("unstable", f"{score.exercise_id}: called twice with the same input, it gave two answers."))
    if "numbers were typed in" in result.message:
        found.append(flag("typed-in", f"{score.exercise_id}: only the examples that the lesson prints come out right."))
    return found
