"""Can a person read the table?"""

from autograder.grading.table import one_line, table


def row(student="ada", status="graded", verdicts=("right", "right"), **more):
    points = {"right": 1.0, "partly right": 0.5}
    exercises = [
        {"id": f"90_tiny.{name}", "points": points.get(v, 0.0), "max_points": 1.0, "verdict": v, "message": ""}
        for name, v in zip(("double", "triple"), verdicts, strict=True)
    ]
    made = {"student": student, "status": status, "score": sum(e["points"] for e in exercises), "max_score": 2.0}
    return {**made, "exercises": exercises, "flags": [], "reason": None, "seconds": 1.5, "resumed": False, **more}


FAILED = row("eve", "failed", score=None, exercises=[], reason="90_tiny.ipynb is empty")


def test_each_student_has_a_line_with_score_and_story():
    text = table([row(), row("bob", verdicts=("wrong", "partly right")), FAILED])
    lines = text.splitlines()
    assert lines[2].split() == ["ada", "2/2", "everything", "right"]
    assert lines[3].endswith("0.5/2  partly right: triple; wrong: double")
    assert lines[4].endswith("failed  90_tiny.ipynb is empty")
    assert text.endswith("2 graded, 1 failed")


def test_each_exercise_has_its_mean_and_its_verdicts():
    text = table([row(), row("bob", verdicts=("wrong", "not attempted"))])
    assert "double    0.5/1  1 right, 1 wrong" in text
    assert "triple    0.5/1  1 right, 1 not attempted" in text


def test_flags_and_unchanged_results_are_told():
    text = table([row(status="flagged", flags=[{"kind": "missing-test", "detail": ""}], resumed=True)])
    assert "flag missing-test" in text
    assert text.endswith("1 flagged (1 unchanged since the last run)")


def test_a_table_of_failures_alone():
    assert table([FAILED]).splitlines()[-1] == "1 failed"


def test_one_line_for_a_log():
    assert one_line(row()) == "ada: 2/2 (1.5 s)"
    assert one_line(row(resumed=True)) == "ada: 2/2 (unchanged)"
    assert one_line(FAILED) == "eve: failed: 90_tiny.ipynb is empty (1.5 s)"


def test_a_name_cannot_move_the_cursor():
    assert "\x1b" not in table([row("a\x1b[2J")])
    assert "\n" not in one_line(row("a\nb"))
