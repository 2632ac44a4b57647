"""An exercise whose answer is a value, not a function: a design task, judged by what the value does."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.forms.base import ERROR, WRONG, Exercise, Part, Result


@dataclass(frozen=True)
class Requirement:
    """One thing the value must do.

    Attributes
    ----------
    title : str
        What is required, in a few words.
    test : callable
        ``test(value) -> None`` when met, else a sentence, or ``(sentence, example)`` with an input worked out.
    holds : str
        What is said of it once it is met.
    only_with : str
        Title of another requirement without which this one earns nothing: a detector that never
        fires is silent on flat patches too, and that is not worth a point.
    """

    title: str
    test: Callable
    only_with: str = ""
    holds: str = "holds"


@dataclass(frozen=True)
class Mistake:
    """A known wrong design.

    Attributes
    ----------
    matches : callable
        ``matches(value)`` is true for this mistake; when it is a text, that text says which part is meant and
        stands for ``{which}`` in the sentence.
    sentence : str
        What the student is told.
    example : object
        One such answer, so that the diagnosis can be tested.
    """

    name: str
    matches: Callable
    sentence: str
    example: object


@dataclass(frozen=True, kw_only=True)
class ValueExercise(Exercise):
    """A value that must meet requirements, each an equal share of the points.

    Attributes
    ----------
    read : callable
        ``read(answer) -> value``; raises ValueError with a sentence when the answer has the wrong form.
    requirements : tuple of Requirement
    mistakes : tuple of Mistake
        Tried in order when a requirement is not met.
    praise : str
        What to say when all is right.
    """

    read: Callable
    requirements: tuple[Requirement, ...]
    mistakes: tuple[Mistake, ...] = ()
    praise: str = "It does all that was asked."

    def _judge(self, answer, rng, call) -> Result:
        try:
            value = self.read(answer)
        except ValueError as error:
            return self.fault(str(error))
        found = {r.title: r.test(value) for r in self.requirements}
        parts = [self._part(r, found) for r in self.requirements]
        if all(part.passed for part in parts):
            return self.result(parts, self.praise)
        problems = [_split(found[r.title]) for r in self.requirements if found[r.title]]
        known = next((_name(m.sentence, which) for m in self.mistakes if (which := m.matches(value))), None)
        example = next((example for _, example in problems if example), "")
        failed = ERROR if all(part.detail.startswith("cannot be read") for part in parts) else WRONG
        return self.result(parts, known or problems[0][0], failed=failed, example=example)

    def _part(self, requirement, found) -> Part:
        sentence, _ = _split(found[requirement.title])
        lacking = requirement.only_with and found[requirement.only_with]
        if not sentence and lacking:
            return Part(requirement.title, False, f"holds, and counts only once this does: {requirement.only_with}")
        return Part(requirement.title, not sentence, sentence or requirement.holds)


def _name(sentence, which) -> str:
    return sentence.replace("{which}", which) if isinstance(which, str) else sentence


def _split(problem):
    if not problem:
        return "", ""
    return problem if isinstance(problem, tuple) else (problem, "")
