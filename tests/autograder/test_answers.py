"""Every lesson's exercises: right answers pass in any hand, wrong ones fail and are told which mistake it is."""

import numpy as np
import pytest

from autograder import check
from autograder.exercises import LESSONS, points
from autograder.forms import FunctionExercise, ValueExercise
from tests.autograder.lesson_answers import ANSWERS, EXERCISES, each

FUNCTIONS = [key for key, exercise in EXERCISES.items() if isinstance(exercise, FunctionExercise)]
VALUES = [key for key, exercise in EXERCISES.items() if not isinstance(exercise, FunctionExercise)]
SEEDS = 5  # from which the same answer must get the same points


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_twenty_points_and_answers_for_every_exercise(lesson):
    assert sum(points(lesson).values()) == 20
    right, wrong = ANSWERS[lesson].RIGHT, ANSWERS[lesson].WRONG
    assert set(right) == set(wrong) == set(points(lesson))
    # Of a choice there is one right answer, in two spellings, and one wrong one for each other letter.
    assert [name for name, answers in right.items() if len(answers) < 2] == []
    assert [name for name, answers in wrong.items() if len(answers) < 4] == []


@pytest.mark.parametrize(("lesson", "name", "answer"), each("RIGHT"))
def test_right_answers_in_different_hands_get_all_points(lesson, name, answer):
    score = check(f"{lesson}.{name}", answer)
    assert score == EXERCISES[lesson, name].points, str(score)
    assert score.result.verdict == "right"


@pytest.mark.parametrize(("lesson", "name", "answer"), each("WRONG"))
def test_wrong_answers_lose_points_and_are_told_why(lesson, name, answer):
    wrong, expected = answer
    score = check(f"{lesson}.{name}", wrong)
    assert score < EXERCISES[lesson, name].points
    assert score.result.verdict in ("wrong", "partly right", "error")
    said = score.result.message + " ".join(part.detail for part in score.result.parts)
    assert expected in said, str(score)


def _misconceptions():
    for (lesson, name), exercise in EXERCISES.items():
        if isinstance(exercise, FunctionExercise):
            known = [(m.name, m.model, m.sentence) for m in exercise.misconceptions]
        elif isinstance(exercise, ValueExercise):
            known = [(m.name, m.example, m.sentence.replace("{which}", "")) for m in exercise.mistakes]
        else:
            known = []
        for mistake, model, sentence in known:
            yield pytest.param(lesson, name, model, sentence, id=f"{lesson}.{name}-{mistake}")


@pytest.mark.parametrize(("lesson", "name", "wrong", "sentence"), list(_misconceptions()))
@pytest.mark.parametrize("seed", [0, 1])
def test_each_named_misconception_gets_its_own_diagnosis_from_any_seed(lesson, name, wrong, sentence, seed):
    result = EXERCISES[lesson, name].judge(wrong, rng=np.random.default_rng(seed))
    assert result.points < result.max_points
    assert sentence in result.message


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_no_two_misconceptions_of_an_exercise_say_the_same(lesson, name):
    exercise = EXERCISES[lesson, name]
    known = getattr(exercise, "misconceptions", ()) or getattr(exercise, "mistakes", ())
    sentences = [m.sentence for m in known] or list(getattr(exercise, "wrong", {}).values())
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("lesson", "name"), VALUES)
def test_an_unfilled_value_is_not_attempted(lesson, name):
    for blank in (..., None):
        result = check(f"{lesson}.{name}", blank).result
        assert (result.verdict, result.points) == ("not attempted", 0)


@pytest.mark.parametrize(("lesson", "name"), FUNCTIONS)
def test_an_unfilled_function_is_not_attempted(lesson, name):
    def stub(*args):
        answer = ...
        return answer

    def later(*args):
        raise NotImplementedError

    for blank in (stub, later, lambda *args: (..., ...), ..., None):
        result = check(f"{lesson}.{name}", blank).result
        assert (result.verdict, result.points) == ("not attempted", 0)


@pytest.mark.parametrize(("lesson", "name", "answer"), each("RIGHT") + each("WRONG"))
def test_the_points_do_not_depend_on_the_seed(lesson, name, answer):
    if any(answer is one for one in ANSWERS[lesson].WRONG[name]):
        answer, _ = answer
    exercise = EXERCISES[lesson, name]
    assert len({exercise.judge(answer, rng=np.random.default_rng(seed)).points for seed in range(SEEDS)}) == 1


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_hints_come_one_at_a_time_and_hold_no_solution_cell(lesson, name):
    if name.startswith("q"):
        return
    hints = EXERCISES[lesson, name].hints
    assert len(hints) >= 2
    assert "BEGIN SOLUTION" not in " ".join(hints)
