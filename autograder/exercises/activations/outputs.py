"""output_activation: which bend the last layer gets follows from the question."""

from collections.abc import Callable

from autograder.answers import describe, is_unattempted
from autograder.forms import Mistake, Requirement, ValueExercise

BENDS = ("identity", "sigmoid", "softmax")

# task → its bend, and what the task is about, as the lesson words it
TASKS = {
    "spam": ("sigmoid", "spam or not, one output"),
    "digit": ("softmax", "which of ten digits, ten outputs"),
    "price": ("identity", "the price of a flat, one output"),
    "tags": ("sigmoid", "which of 20 things are in a photo, 20 outputs"),
    "next_word": ("softmax", "which word comes next, 50,000 outputs"),
    "warming": ("identity", "how much warmer or colder tomorrow will be, one output"),
}


_MISSING = "(missing)"


def _read(answer):
    if not isinstance(answer, dict):
        raise ValueError(
            f"`output_activation` should be a dict from each task to the name of a bend; got {describe(answer)}."
        )
    odd = [key for key in answer if key not in TASKS]
    if odd:
        raise ValueError(f"`output_activation` has the key {odd[0]!r}. Its keys are {', '.join(TASKS)}.")
    return {task: _name(answer[task]) if task in answer else _MISSING for task in TASKS}


def _name(value):
    """Return a bend's name in the spelling of the lesson, None where nothing is, and anything else as it came."""
    if is_unattempted(value):
        return None
    return value.strip().lower() if isinstance(value, str) else value


def _must_be_right(task) -> Callable:
    def test(answer):
        given = answer[task]
        if given is None:
            return f'Nothing under "{task}" yet.'
        if given == _MISSING:
            return f'The key "{task}" is missing.'
        if given in ("none", "no bend", "linear"):
            return f'"{task}": no bend is called "identity" here.'
        if given not in BENDS:
            return f'"{task}" should be "identity", "sigmoid" or "softmax"; got {describe(given)}.'
        right, about = TASKS[task]
        return None if given == right else f'"{given}" does not fit "{task}": {about}.'

    return test


def _gives(bend, *tasks) -> Callable:
    """Make a `matches` that names the first of these tasks that got `bend`."""
    return lambda answer: next((f'"{task}"' for task in tasks if answer[task] == bend), "")


_RIGHT = {task: bend for task, (bend, _) in TASKS.items()}

OUTPUT_ACTIVATION = ValueExercise(
    name="output_activation",
    points=2.0,
    read=_read,
    requirements=tuple(Requirement(f"{task}: {about}", _must_be_right(task)) for task, (_, about) in TASKS.items()),
    mistakes=(
        Mistake(
            "softmax for several labels",
            _gives("softmax", "tags"),
            'Softmax lets the 20 things in "tags" compete for one whole. A photo may show a dog and a tree: each needs a yes or no of its own.',
            _RIGHT | {"tags": "softmax"},
        ),
        Mistake(
            "softmax of one",
            _gives("softmax", "spam"),
            'A single output has nobody to share with: under softmax, "spam" would always be 1.',
            _RIGHT | {"spam": "softmax"},
        ),
        Mistake(
            "sigmoids for one of many",
            _gives("sigmoid", "digit", "next_word"),
            "{which} has exactly one right answer. Sigmoids judge each answer alone: several could be near 1, or none. Let them share.",
            _RIGHT | {"digit": "sigmoid"},
        ),
        Mistake(
            "a squeezed quantity",
            _gives("sigmoid", "price", "warming"),
            "{which} could never be above 1 nor below 0 with a sigmoid. A quantity should be free to be any number.",
            _RIGHT | {"warming": "sigmoid"},
        ),
        Mistake(
            "a quantity as a share",
            _gives("softmax", "price", "warming"),
            "{which} has one output, and softmax makes shares of 1: it would always be 1. A quantity should be free to be any number.",
            _RIGHT | {"price": "softmax"},
        ),
        Mistake(
            "a yes or no without bounds",
            _gives("identity", "spam", "tags"),
            "{which} could come out as 7 or -3 without a bend. How sure of a yes a network is should lie between 0 and 1.",
            _RIGHT | {"tags": "identity"},
        ),
        Mistake(
            "shares that are none",
            _gives("identity", "digit", "next_word"),
            "{which} would have outputs of any size without a bend. The probabilities of things of which exactly one is true are positive and add up to 1.",
            _RIGHT | {"next_word": "identity"},
        ),
    ),
    praise="All six. The last bend follows from the question that is asked, not from the layers before it.",
    hints=(
        "For each task ask: is the answer a quantity, or how probable something is? If the latter, can several of the things be true at once?",
        "A quantity needs no bend. Of things of which exactly one is true, the probabilities add up to 1. Things that can each be true or not have each a probability of their own.",
    ),
)
