"""Is a result written down once and for good, and trusted only for exactly what it was written for?"""

import json

import pytest

from autograder.grading.journal import Journal, hash_folder, judge_version
from autograder.grading.lock import only_one_run
from autograder.grading.project import CallError

HASHES = {"submission": "s", "master": "m", "judge": "j"}


def row(student="ada", status="graded"):
    return {"student": student, "lesson": "90_tiny", "status": status, "score": 1.0}


def test_a_result_is_found_again(tmp_path):
    Journal(tmp_path).append(row(), HASHES)
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES) == row()
    assert Journal(tmp_path).find("bob", "90_tiny", HASHES) is None


@pytest.mark.parametrize("changed", list(HASHES))
def test_whatever_changes_the_result_no_longer_counts(tmp_path, changed):
    Journal(tmp_path).append(row(), HASHES)
    assert Journal(tmp_path).find("ada", "90_tiny", {**HASHES, changed: "new"}) is None


def test_a_failed_result_is_not_done(tmp_path):
    Journal(tmp_path).append(row(status="failed"), HASHES)
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES) is None


def test_the_newest_line_counts_and_old_ones_stay(tmp_path):
    journal = Journal(tmp_path)
    journal.append(row(), HASHES)
    journal.append(row(), {**HASHES, "submission": "t"})
    assert journal.find("ada", "90_tiny", HASHES) is None
    assert len(journal.path.read_text().splitlines()) == 2


def test_half_a_line_of_a_killed_run_costs_only_itself(tmp_path):
    journal = Journal(tmp_path)
    journal.append(row("ada"), HASHES)
    with journal.path.open("a") as file:
        file.write('{"at": "2026", "hashes": {"sub')
    again = Journal(tmp_path)
    again.append(row("bob"), HASHES)
    third = Journal(tmp_path)
    assert third.find("ada", "90_tiny", HASHES)
    assert third.find("bob", "90_tiny", HASHES)


@pytest.mark.parametrize("line", ["[]", "3", "{}", '{"row": []}', '{"row": {"student": "x"}, "hashes": {}}'])
def test_foreign_lines_are_passed_over(tmp_path, line):
    journal = Journal(tmp_path)
    journal.append(row(), HASHES)
    journal.path.write_text(line + "\n" + journal.path.read_text())
    assert Journal(tmp_path).find("ada", "90_tiny", HASHES)


def test_odd_names_survive(tmp_path):
    odd = "a\udcff \u2028\n"  # a file name that is not UTF-8, with line breaks
    Journal(tmp_path).append(row(odd), HASHES)
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


def test_the_judge_version_names_nbgrader():
    assert judge_version() == judge_version()
    assert judge_version().startswith("nbgrader 0.")


def test_a_second_run_in_one_course_is_turned_away(tmp_path):
    with only_one_run(tmp_path), pytest.raises(CallError, match="Another grading run"), only_one_run(tmp_path):
        pass
    with only_one_run(tmp_path):
        pass
