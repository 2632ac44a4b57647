"""Is a result written down once and for good, and trusted only for exactly what it was written for?"""

import json
import shutil

import pytest

from autograder.grading import journal
from autograder.grading.journal import Journal, hash_folder, judge_version
from autograder.grading.lock import only_one_run
from autograder.grading.project import HERE, CallError

HASHES = {"submission": "s", "master": "m", "judge": "j", "limits": "l"}
MARKS = {"double-test": 2.0}


def row(student="ada", status="graded"):
    return {"student": student, "lesson": "90_tiny", "status": status, "score": 1.0}


def test_a_result_is_found_again(tmp_path):
    Journal(tmp_path).append(row(), HASHES, MARKS)
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES) == row()
    assert Journal(tmp_path).marks("ada", "90_tiny") == MARKS
    assert Journal(tmp_path).find("bob", "90_tiny", HASHES) is None
    assert Journal(tmp_path).marks("bob", "90_tiny") == {}


@pytest.mark.parametrize("changed", list(HASHES))
def test_whatever_changes_the_result_no_longer_counts(tmp_path, changed):
    Journal(tmp_path).append(row(), HASHES, MARKS)
    assert Journal(tmp_path).find("ada", "90_tiny", {**HASHES, changed: "new"}) is None


def test_a_failed_result_is_not_done(tmp_path):
    Journal(tmp_path).append(row(status="failed"), HASHES, MARKS)
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES) is None


def test_the_newest_line_counts_and_old_ones_stay(tmp_path):
    kept = Journal(tmp_path)
    kept.append(row(), HASHES, MARKS)
    kept.append(row(), {**HASHES, "submission": "t"}, MARKS)
    assert kept.find("ada", "90_tiny", HASHES) is None
    assert len(kept.path.read_text().splitlines()) == 2


def test_half_a_line_of_a_killed_run_costs_only_itself(tmp_path):
    kept = Journal(tmp_path)
    kept.append(row("ada"), HASHES, MARKS)
    with kept.path.open("a") as file:
        file.write('{"at": "2026", "hashes": {"sub')
    again = Journal(tmp_path)
    again.append(row("bob"), HASHES, MARKS)
    third = Journal(tmp_path)
    assert third.find("ada", "90_tiny", HASHES)
    assert third.find("bob", "90_tiny", HASHES)


@pytest.mark.parametrize("line", ["[]", "3", "{}", '{"row": []}', '{"row": {"student": "x"}, "hashes": {}}'])
def test_foreign_lines_are_passed_over(tmp_path, line):
    kept = Journal(tmp_path)
    kept.append(row(), HASHES, MARKS)
    kept.path.write_text(line + "\n" + kept.path.read_text())
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES)


def test_odd_names_survive(tmp_path):
    odd = "a\udcff \u2028\n"  # a file name that is not UTF-8, with line breaks
    Journal(tmp_path).append(row(odd), HASHES, MARKS)
    assert Journal(tmp_path).find(odd, "90_tiny", HASHES)
    assert json.loads(Journal(tmp_path).path.read_bytes())["row"]["student"] == odd


def test_the_folder_hash_sees_names_and_contents(tmp_path):
    (tmp_path / "a").write_text("1")
    first = hash_folder(tmp_path)
    (tmp_path / "a").write_text("2")
    assert hash_folder(tmp_path) != first
    (tmp_path / "a").write_text("1")
    assert hash_folder(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    assert hash_folder(tmp_path) != first


def test_the_judge_version_names_what_verdicts_depend_on():
    assert judge_version() == judge_version()
    assert "numpy 2." in judge_version() or "numpy 1." in judge_version()
    assert "ipython" in judge_version()


@pytest.mark.parametrize("changed", ["autograder/sandbox/limits.py", "autograder/grading/flags.py", "nnlib/layers.py"])
def test_the_judge_version_changes_with_the_code(tmp_path, monkeypatch, changed):
    for package in ("autograder", "nnlib"):
        shutil.copytree(HERE.root / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(journal, "__file__", str(tmp_path / "autograder" / "grading" / "journal.py"))
    before = judge_version()
    with (tmp_path / changed).open("a") as file:
        file.write("# changed\n")
    assert judge_version() != before


def test_a_second_run_in_one_course_is_turned_away(tmp_path):
    with only_one_run(tmp_path), pytest.raises(CallError, match="Another grading run"), only_one_run(tmp_path):
        pass
    with only_one_run(tmp_path):
        pass
