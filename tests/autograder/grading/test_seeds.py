"""Is a student's seed always the same, and nobody else's to guess?"""

import os
import stat

from autograder.grading.seeds import Seeds


def test_the_same_student_and_lesson_have_the_same_seed_in_every_run(tmp_path):
    first = Seeds(tmp_path).seed("ada", "90_tiny")
    assert Seeds(tmp_path).seed("ada", "90_tiny") == first


def test_students_lessons_and_courses_have_seeds_of_their_own(tmp_path):
    (tmp_path / "other").mkdir()
    pairs = [("ada", "90_tiny"), ("bob", "90_tiny"), ("ada", "91_else"), ("ada9", "0_tiny"), ("a\udcff", "90_tiny")]
    seeds = [Seeds(folder).seed(*pair) for folder in (tmp_path, tmp_path / "other") for pair in pairs]
    assert len(set(seeds)) == 10
    assert all(0 <= seed < 2**64 for seed in seeds)


def test_the_secret_is_the_lecturer_s_alone(tmp_path):
    Seeds(tmp_path)
    secret = tmp_path / ".autograder" / "secret"
    assert len(secret.read_bytes()) == 32
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert [path.name for path in secret.parent.iterdir()] == ["secret"]


def test_half_a_secret_is_made_anew(tmp_path):
    (tmp_path / ".autograder").mkdir()
    (tmp_path / ".autograder" / "secret").write_bytes(b"half")
    (tmp_path / ".autograder" / f"secret.{os.getpid()}.new").write_bytes(b"of a killed run")
    first = Seeds(tmp_path).seed("ada", "90_tiny")
    assert len((tmp_path / ".autograder" / "secret").read_bytes()) == 32
    assert Seeds(tmp_path).seed("ada", "90_tiny") == first
