"""Does the doctor say what is missing, and how to get it?"""

from autograder.grading import doctor
from autograder.grading.project import Project
from autograder.sandbox import ability
from tests.autograder.grading.sandboxed import needs_sandbox

pytestmark = needs_sandbox


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


def test_it_tells_what_sandbox_and_what_limits_there_are(tiny, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.OutsideJudge.cell_seconds = 7.5\n")
    said = []
    doctor.doctor(tiny, say=said.append, course=tmp_path)
    assert any(line.split()[1] == "sandbox:" for line in said)
    (limits,) = [line for line in said if "limits:" in line]
    assert "cell_seconds = 7.5, total_seconds = 60," in limits


def test_without_a_sandbox_the_machine_is_not_ready(tiny, monkeypatch):
    monkeypatch.setattr(ability.shutil, "which", lambda name: "there" if name != "bwrap" else None)
    said = []
    assert doctor.doctor(tiny, say=said.append) == 1
    (line,) = [line for line in said if line.startswith("MISSING")]
    assert "apt install bubblewrap" in line
    assert "--unsandboxed" in line


def test_a_course_without_marks_has_none_to_look_at(tiny, tmp_path):
    said = []
    assert doctor.doctor(tiny, say=said.append, course=tmp_path) == 0
    assert not [line for line in said if line.startswith("look")]
    assert list(tmp_path.iterdir()) == []
