"""Find out which mistake a wrong function looks like; where none is known, the smallest input that shows one.

Works on any object with the attributes of `forms.FunctionExercise`.
"""

from itertools import islice

import numpy as np

from autograder.calls import Maker, call_each
from autograder.calls import call as call_here
from autograder.errors import explain_error
from autograder.judge import Tolerance, ValueProblem, alike

# The search for the smallest disagreement stops here: a check answers at once, and what no simple input shows is told
# by the failing call itself.
_TRIED = 200
_AT_ONCE = 10
EXACT = Tolerance(0.0, 0.0)
_TWO_ANSWERS = (
    "Called twice with the same input, it gives two different answers. Does it change something outside itself? On a "
    "list from another line or cell, `+=` and `append` do: build a new one with `a + b`."
)
_STOPPED = "\nyours  stopped with"  # an example that compares nothing; the message names such a call already


def diagnose(exercise, answer, trials, parts, call) -> tuple[str, str]:
    """Return the message and the worked-out example for an answer that lost at least one part.

    Parameters
    ----------
    exercise : FunctionExercise
    answer : callable
    trials : list of Trial
        Worked cases first, in the order of ``exercise.worked``.
    parts : list of Part
    call : callable
        ``call(function, args) -> Outcome``.
    """
    failed = [trial for trial in trials if trial.problem]
    if not failed:
        return next(part.detail for part in parts if not part.passed), ""
    example = smallest_disagreement(exercise, answer, call)
    known = known_mistake(exercise, trials)
    if known:
        return known.sentence, example
    if _remembers(answer, trials[0], call):
        return _TWO_ANSWERS, ""
    broken = [trial for trial in failed if trial.outcome.error]
    if broken:
        simplest = _simplest(broken, trials[: len(exercise.worked)])
        message = f"{explain_error(simplest.outcome.error, exercise.signature)}{exercise.this_call(simplest.args)}"
        return message, "" if len(failed) == len(trials) or _STOPPED in example else example
    return _unknown(exercise, trials, failed, example), example


def _remembers(answer, trial, call) -> bool:
    """Tell whether the function answers the first case otherwise than before: something outside it has changed."""
    again = call(answer, trial.args)
    if trial.outcome.error or again.error or not (_is_plain(again.value) and _is_plain(trial.outcome.value)):
        return False
    return not alike(again.value, trial.outcome.value, EXACT)


def _is_plain(value) -> bool:
    """Tell whether two of a kind can be compared: objects of other kinds differ merely by being two."""
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(map(_is_plain, value.values()))
    return type(value) in (bool, int, float, complex, str) or (
        isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc"
    )


def _simplest(broken, worked):
    """Return the failing call that is easiest to think about: a worked example if there is one, else the smallest."""
    known = [trial for trial in broken if any(trial is w for w in worked)]
    return min(known or broken, key=lambda trial: sum(_size(a) for a in trial.args))


def _size(argument) -> int:
    if isinstance(argument, list | tuple):
        return sum(map(_size, argument))
    return np.size(argument)


def known_mistake(exercise, trials):
    """Return the first misconception whose model does on every case what the student's function did, or None."""
    return next((m for m in exercise.misconceptions if all(_behaves_alike(exercise, m.model, t) for t in trials)), None)


def _behaves_alike(exercise, model, trial) -> bool:
    wrong = call_here(model, trial.args)
    theirs = trial.outcome
    if wrong.error is not None or theirs.error is not None:
        return type(wrong.error) is type(theirs.error)
    return alike(theirs.value, wrong.value, exercise.tolerance)


def smallest_disagreement(exercise, answer, call) -> str:
    """Write out the simplest small-integer input on which the answer is wrong, or return "" when none was found."""
    cases = islice(exercise.simple(), _TRIED)
    while some := list(islice(cases, _AT_ONCE)):
        for args, outcome in zip(some, call_each(call, answer, some), strict=True):
            trial = exercise.trial(args, outcome)
            if trial.outcome.interrupted:
                return ""
            if trial.problem:
                # Where the kind or shape is off, the sentence says it all and an arithmetic would only distract.
                told = isinstance(trial.problem, ValueProblem) or trial.outcome.error is not None
                return _write_disagreement(exercise, trial) if told else ""
    return ""


def _write_disagreement(exercise, trial) -> str:
    built = [a.build() if isinstance(a, Maker) else a for a in trial.args]
    if trial.outcome.error is not None:
        return f"{exercise.write_args(trial.args)}\nyours  {trial.problem}"
    steps = exercise.explain(*built) if exercise.explain else ""
    return "\n".join(
        [exercise.write_args(trial.args), *steps.splitlines(), f"yours  {exercise.write(trial.outcome.value)}"]
    )


def _unknown(exercise, trials, failed, example) -> str:
    worked, drawn = trials[: len(exercise.worked)], trials[len(exercise.worked) :]
    if worked and drawn and not any(t.problem for t in worked) and all(t.problem for t in drawn):
        return "The worked examples come out right and nothing else does: it looks as if their numbers were typed in."
    if not example:
        return f"{failed[0].problem}{exercise.this_call(failed[0].args)}"
    some = "Some inputs come out right, others do not. " if len(failed) < len(trials) else ""
    return f"{some}Below, worked out, is the simplest input on which your answer and the right one differ."


def is_constant(trials) -> bool:
    """Tell whether a wrong function gave one and the same value for everything, where the truth varies."""
    problems = [t.problem for t in trials if t.problem]
    if len(trials) < 3 or not problems or not all(isinstance(p, ValueProblem) for p in problems):
        return False
    return all(alike(t.outcome.value, trials[0].outcome.value, EXACT) for t in trials)
