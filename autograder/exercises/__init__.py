"""The exercises of every lesson, found by id: ``<lesson>.<exercise>``."""

import difflib
import importlib

# lesson → the module beside this file that holds its exercises
LESSONS = {
    "01_one_neuron": "one_neuron",
    "02_linear_collapse": "linear_collapse",
    "03_activations": "activations",
    "04_layers_and_networks": "layers_and_networks",
    "05_depth_vs_width": "depth_vs_width",
    "06_parameter_cost": "parameter_cost",
}


def lesson(name) -> dict:
    """Return a lesson's exercises by name.

    Raises
    ------
    LookupError
        If there is no such lesson; the sentence names the nearest one.
    """
    if name not in LESSONS:
        raise LookupError(f'There is no lesson "{name}".{_did_you_mean(name, LESSONS)}')
    module = importlib.import_module(f"{__name__}.{LESSONS[name]}")
    return {exercise.name: exercise for exercise in module.EXERCISES}


def find(exercise_id):
    """Return the exercise with this id.

    Raises
    ------
    LookupError
        If there is none; the sentence names the nearest id.
    """
    name, _, exercise = exercise_id.partition(".")
    if name in LESSONS and exercise in (known := lesson(name)):
        return known[exercise]
    ids = [f"{n}.{e}" for n in LESSONS for e in lesson(n)]
    raise LookupError(f'There is no exercise "{exercise_id}".{_did_you_mean(exercise_id, ids)}')


def points(name) -> dict:
    """Return a lesson's points: exercise → points, in the lesson's order."""
    return {exercise.name: exercise.points for exercise in lesson(name).values()}


def _did_you_mean(word, known) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    # The last part alone is often all a student typed.
    near = (
        near
        or [k for k in known if k.endswith("." + word)]
        or difflib.get_close_matches(word, [k.split(".")[-1] for k in known], n=1)
    )
    return f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(known)}."
