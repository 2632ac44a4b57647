"""Does the doctor say what is missing, and how to get it?"""

from autograder.grading import doctor
from autograder.grading.project import Project


def test_a_complete_machine_is_ready(tiny):
    said = []
    assert doctor.doctor(tiny, say=said.append) == 0
    assert said[-1].startswith("Ready")
    assert any(line.split() == ["ok", "lessons:", "90_tiny"] for line in said)


def test_a_missing_package_is_named_with_its_cure(tiny, monkeypatch):
    monkeypatch.setattr(doctor, "_LECTURER", ("nbgrader", "no-such-package"))
    said = []
    assert doctor.doctor(tiny, say=said.append) == 1
    (line,) = [line for line in said if line.startswith("MISSING")]
    assert "no-such-package: not installed" in line
    assert 'pip install ".[grading]"' in line


def test_a_folder_without_lessons_is_not_ready(tmp_path):
    said = []
    assert doctor.doctor(Project(tmp_path), say=said.append) == 1
    assert any("run this from a copy of the project" in line for line in said)


def test_what_only_tests_need_is_optional(tiny, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    which = doctor.shutil.which
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None if name == "chromium" else which(name))
    said = []
    assert doctor.doctor(tiny, say=said.append) == 0
    assert any(line.startswith("optional chromium: not found") for line in said)
