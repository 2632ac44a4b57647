"""An exercise whose answer is a function: worked cases, fresh random cases, properties, and a diagnosis."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from autograder import diagnosis
from autograder.answers import describe, is_unattempted, show
from autograder.calls import Maker, Outcome, call_each
from autograder.errors import explain_error
from autograder.forms.base import ERROR, WRONG, Exercise, Part, Result
from autograder.judge import DEFAULT_TOLERANCE, Tolerance, compare, without_dust


@dataclass(frozen=True)
class Worked:
    """A worked example of the lesson: a title that names its source, and the arguments."""

    title: str
    args: tuple


@dataclass(frozen=True)
class Property:
    """Something that holds beside single values.

    ``test(probe) -> None`` when it holds, else a sentence; ``probe(*args)`` calls the student's function and
    returns an `Outcome`.
    """

    title: str
    test: Callable


@dataclass(frozen=True)
class Misconception:
    """A named wrong model of the exercise: a wrong answer that runs, and the sentence a student gets who gave it."""

    name: str
    model: Callable
    sentence: str


@dataclass(frozen=True)
class Trial:
    """One call of the student's function, with what is wrong about it (None: nothing)."""

    args: tuple
    outcome: Outcome
    problem: str | None

    @property
    def blank(self) -> bool:
        value = self.outcome.value
        return isinstance(self.outcome.error, NotImplementedError) or (value is not None and is_unattempted(value))


def _written(argument) -> str:
    return repr(argument) if isinstance(argument, str) else show(argument)


@dataclass(frozen=True, kw_only=True)
class FunctionExercise(Exercise):
    """A function that the student writes.

    Attributes
    ----------
    reference : callable
        The truth, written independently of nnlib; its parameter names are the exercise's signature.
    worked : tuple of Worked
        Each is one part of the points.
    draw : callable
        ``draw(rng) -> args``, a random case; all `draws` of them together are one part.
    always : tuple of args
        Cases that join the random ones in every draw: those on which a mistake shows that is rare elsewhere.
    properties : tuple of Property
        Each is one part, earned only by a function that gets some value right.
    misconceptions : tuple of Misconception
        Tried in order on every case; the first that behaves as the student's function does gives the diagnosis.
    simple : callable
        ``simple() -> iterable of args``, small integers first, for the smallest disagreement.
    explain : callable
        ``explain(*args) -> str``: the right way through one input, written out.
    agree : callable
        ``agree(value, args, truth) -> None`` when `value` is right, else a sentence.
    write : callable
        ``write(value) -> str``: how a report writes what the function gave.
    runaway : callable
        ``runaway(value, args) -> sentence | None``: why the function must not be called again, since what it gives
        grows from call to call and would fill the memory.
    """

    reference: Callable
    worked: tuple[Worked, ...] = ()
    draw: Callable | None = None
    draws: int = 20
    always: tuple[tuple, ...] = ()
    properties: tuple[Property, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    simple: Callable = tuple
    explain: Callable | None = None
    tolerance: Tolerance = DEFAULT_TOLERANCE
    agree: Callable | None = None
    write: Callable = show
    runaway: Callable | None = None
    praise: str = "Right, on every case."

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(inspect.signature(self.reference).parameters)})"

    def write_args(self, args) -> str:
        """Write the arguments of one call as code would: ``x = [1, 2], b = 0.1``."""
        names = inspect.signature(self.reference).parameters
        return ", ".join(
            f"{n} = {a.name if isinstance(a, Maker) else _written(a)}" for n, a in zip(names, args, strict=True)
        )

    def this_call(self, args) -> str:
        """Return a sentence that names the call, to follow another one; nothing for a function without arguments."""
        return f" This call: {self.write_args(args)}." if args else ""

    def problem(self, value, args) -> str | None:
        """Return what is wrong with `value` as the answer to `args`, or None."""
        if value is None:
            return "It returned None: a function without a `return` line gives back nothing."
        if is_unattempted(value):
            return "It returned the placeholder `...`: for this input nothing was put in its place."
        built = [a.build() if isinstance(a, Maker) else a for a in args]
        truth = self.reference(*built)
        return self.agree(value, args, truth) if self.agree else compare(value, truth, self.tolerance)

    def _judge(self, answer, rng, call) -> Result:
        if not callable(answer):
            return self.fault(
                f"`{self.name}` should be a function, `def {self.signature}:`; got {describe(answer)}. "
                f"Hand in the function itself, without brackets behind its name."
            )
        drawn = [self.draw(rng) for _ in range(self.draws)] if self.draw else []
        cases = [w.args for w in self.worked] + [*self.always, *drawn]
        trials = []
        for args, outcome in zip(cases, call_each(call, answer, cases), strict=True):
            trials.append(self.trial(args, outcome))
            if trials[-1].outcome.interrupted:
                return self._stopped(trials)
            sentence = self.runaway(outcome.value, args) if self.runaway else None
            if sentence:
                return self.fault(f"{sentence}{self.this_call(args)}")
        if all(trial.blank for trial in trials):
            return self.blank(trials[0].outcome.value)
        return self._weigh(answer, trials, call)

    def attempt(self, answer, args, call) -> Trial:
        """Call the student's function once and judge the value."""
        return self.trial(args, call(answer, args))

    def trial(self, args, outcome) -> Trial:
        """Judge what one call did."""
        if outcome.error is not None:
            return Trial(args, outcome, f"stopped with {type(outcome.error).__name__}")
        return Trial(args, outcome, self.problem(outcome.value, args))

    def _stopped(self, trials) -> Result:
        last = trials[-1]
        return self.fault(f"{explain_error(last.outcome.error, self.signature)}{self.this_call(last.args)}")

    def _weigh(self, answer, trials, call) -> Result:
        first, rest = trials[: len(self.worked)], trials[len(self.worked) :]
        extra = {
            "printed": trials[0].outcome.printed,
            "warned": tuple(sorted({w for t in trials for w in t.outcome.warned})),
        }
        if diagnosis.is_constant(trials):
            titles = [w.title for w in self.worked] + [self._drawn_title] + [p.title for p in self.properties]
            message = self._of_a_constant(trials)
            return self.result(
                [Part(t, False, "the same answer for every input tried") for t in titles], message, **extra
            )
        parts = [
            Part(w.title, not t.problem, t.problem or self._got(t)) for w, t in zip(self.worked, first, strict=True)
        ]
        parts += [self._drawn(answer, rest, call)] if rest else []
        earns = any(part.passed for part in parts)
        parts += [self._property(p, answer, call, earns) for p in self.properties]
        if all(part.passed for part in parts):
            return self.result(parts, self.praise, **extra)
        message, example = diagnosis.diagnose(self, answer, trials, parts, call)
        failed = ERROR if all(t.outcome.error for t in trials) else WRONG
        return self.result(parts, message, failed=failed, example=example, **extra)

    def _of_a_constant(self, trials) -> str:
        """Say what gives the same for every input: a number written down, or inputs that cancel out on the way."""
        known = diagnosis.known_mistake(self, trials)
        if known:
            return known.sentence
        gives = f"It gives {self.write(trials[0].outcome.value)} whatever it is given."
        return f"{gives} Are the inputs used, or do they get lost on the way? Follow one of them through your lines."

    def _got(self, trial) -> str:
        return f"{self.write(without_dust(trial.outcome.value, self.tolerance))}, as it should be"

    @property
    def _drawn_title(self) -> str:
        return (
            f"{self.draws + len(self.always)} more inputs, most of them random"
            if self.always
            else f"{self.draws} random inputs"
        )

    def _drawn(self, answer, trials, call) -> Part:
        """All random cases are one part; the first of them is called twice, since the same question has one answer."""
        right = sum(not trial.problem for trial in trials)
        again = self.attempt(answer, trials[0].args, call)
        if right == len(trials) and again.problem:
            return Part(
                self._drawn_title,
                False,
                "The second call with the same input gave another answer: it should depend on the inputs alone.",
            )
        return Part(self._drawn_title, right == len(trials), f"{right} of {len(trials)} right")

    def _property(self, prop, answer, call, earns) -> Part:
        if not earns:
            return Part(prop.title, False, "counts once a row above is right")
        try:
            sentence = prop.test(lambda *args: call(answer, args))
        except Exception:  # a test reads what came back, and a student's function may give back anything at all
            sentence = "What comes back here is not what was asked for, so this cannot be tested."
        return Part(prop.title, not sentence, sentence or "holds")
