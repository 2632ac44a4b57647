"""Is the command line what other tools rely on: its answers, its exit status, its JSON, its speed?"""

import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys

import psutil
import pytest

from autograder.cli import main
from autograder.grading.release import release
from autograder.sandbox import ability
from tests.autograder.grading.sandboxed import needs_sandbox
from tests.autograder.grading.tiny import LESSON, SOLVED, SQUARED, hand_in, make_project, submit

pytestmark = needs_sandbox

COMMANDS = ["release", "register", "grade", "feedback", "export", "doctor", "lab"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = make_project(tmp_path_factory.mktemp("project"))
    release(made, say=lambda line: None)
    return made


@pytest.fixture(scope="module")
def graded(project, tmp_path_factory):
    """A course with one right submission and one broken one, graded once by the command."""
    course = tmp_path_factory.mktemp("course")
    released = (project.notebooks / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    submit(course, "ada", released, SOLVED)
    submit(course, "bob", released, SQUARED)
    hand_in(course, "eve", "")
    status = main(["grade", LESSON, "--course-dir", str(course), "--json", str(course / "out.json")], project)
    return course, status


@pytest.fixture
def course(graded, tmp_path):
    return shutil.copytree(graded[0], tmp_path / "course")


def command(project, *argv):
    """Return the command line that runs a command of the tiny project in a process of its own."""
    code = (
        "import sys; from pathlib import Path; from autograder.cli import main\n"
        "from autograder.grading.project import Project\n"
        "sys.exit(main(sys.argv[2:], Project(Path(sys.argv[1]))))"
    )
    return [sys.executable, "-c", code, str(project.root), *argv]


def one_line(capsys):
    """Return the one line on standard error; there must be no other and nothing on standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_help_answers_at_once_and_loads_nothing_heavy(command):
    code = (
        "import sys\nfrom autograder.cli import main\n"
        f"try:\n    main([{command!r}, '--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'nbgrader', 'nbformat', 'nbconvert', 'tqdm', 'matplotlib', 'sqlalchemy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert f"usage: python -m autograder {command}" in done.stdout
    # Time on the processor, which other programs on the machine do not change much.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_the_module_runs_as_a_command():
    done = subprocess.run([sys.executable, "-m", "autograder", "--help"], capture_output=True, text=True, check=True)
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["grad"],
        ["grade"],
        ["grade", LESSON, "--jobs", "0"],
        ["grade", "x", "--jobs", "two"],
        ["export", "--to", "x"],
        ["export", "--to", "x", "--format", "xls"],
        ["export", "--format", "csv"],
    ],
)
def test_a_wrong_call_exits_with_2(project, argv):
    with pytest.raises(SystemExit) as end:
        main(argv, project)
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["grade", "90_tinny"], 'Did you mean "90_tiny"?'),
        (["grade", f"solutions/{LESSON}"], f'write "{LESSON}" instead'),
        (["grade", LESSON, "--course-dir", "no/such/folder"], "does not exist"),
        (["grade", LESSON, "--student", "adda"], 'Did you mean "ada"?'),
        (["grade", LESSON, "--json", "no/such/folder/out.json"], "its folder does not exist"),
        (["grade", LESSON, "--json", "."], "it is a folder"),
        (["grade", LESSON, "--scheduler", "tcp://localhost:1"], "pip install distributed"),
        (["export", "--format", "csv", "--to", "no/such/folder/out.csv"], "its folder does not exist"),
        (["export", "--format", "csv", "--to", ".", "--course-dir", "."], "it is a folder"),
        (["doctor", "--course-dir", "no/such/folder"], "does not exist"),
        (["register", "x"], "There is no lesson"),
        (["feedback", LESSON, "--student", "eve"], 'no graded notebook of "eve"'),
        (["release", "x"], "There is no lesson"),
        (["release", "--address", "not an address"], "--address takes an address"),
        (["release", "--check", "--address", "https://example.org/x"], "--check writes nothing"),
    ],
)
def test_a_call_that_cannot_work_gets_one_line_and_does_nothing(project, course, monkeypatch, capsys, argv, said):
    monkeypatch.chdir(course)
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    before = (course / ".autograder" / "journal.jsonl").read_bytes()
    assert main(argv, project) == 2
    assert said in one_line(capsys)
    assert (course / ".autograder" / "journal.jsonl").read_bytes() == before


def test_grading_says_1_when_a_submission_failed_and_0_when_none_did(project, graded):
    course, status = graded
    assert status == 1
    assert main(["grade", LESSON, "--course-dir", str(course), "--student", "ada"], project) == 0


def test_the_json_has_a_row_for_everybody(graded):
    told = json.loads((graded[0] / "out.json").read_text(encoding="utf-8"))
    assert told["version"] == 1
    assert [(row["student"], row["status"], row["score"]) for row in told["results"]] == [
        ("ada", "graded", 3.0),
        ("bob", "graded", 1.0),
        ("eve", "failed", None),
    ]


def test_json_on_standard_output_stands_alone(project, graded, capsys):
    main(["grade", LESSON, "--course-dir", str(graded[0]), "--student", "ada", "--json", "-"], project)
    out, err = capsys.readouterr()
    assert json.loads(out)["results"][0]["resumed"] is True
    assert err == "[1/1] ada: 3/6 (unchanged)\n"


def test_the_table_is_on_standard_output(project, graded, capsys, monkeypatch):
    monkeypatch.chdir(graded[0])
    assert main(["grade", LESSON, "--student", "ada", "--student", "bob"], project) == 0
    out, _ = capsys.readouterr()
    assert "bob        1/6  wrong: double; manual: essay-manual" in out


def test_without_a_sandbox_grading_stops_with_instructions(project, graded, tmp_path, monkeypatch, capsys):
    shutil.copytree(graded[0] / "submitted", tmp_path / "submitted")
    monkeypatch.setattr(ability.shutil, "which", lambda name: None)
    assert main(["grade", LESSON, "--course-dir", str(tmp_path)], project) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "apt install bubblewrap" in err
    assert "--unsandboxed" in err
    assert not (tmp_path / "gradebook.db").exists()
    assert not (tmp_path / "autograded").exists()


def test_unsandboxed_is_said_in_every_result(project, graded, tmp_path, monkeypatch, capsys):
    shutil.copytree(graded[0] / "submitted", tmp_path / "submitted")
    shutil.copy(graded[0] / "gradebook.db", tmp_path)
    monkeypatch.setattr(ability.shutil, "which", lambda name: None)
    main(["grade", LESSON, "--course-dir", str(tmp_path), "--unsandboxed", "--json", "-"], project)
    rows = json.loads(capsys.readouterr().out)["results"]
    assert [(row["student"], row["status"], row["score"]) for row in rows] == [
        ("ada", "flagged", 3.0),
        ("bob", "flagged", 1.0),
        ("eve", "failed", None),
    ]
    assert all("unsandboxed" in [flag["kind"] for flag in row["flags"]] for row in rows)


def test_export_writes_the_marks_and_says_how_many(project, course, capsys):
    target = course / "marks.csv"
    assert main(["export", "--course-dir", str(course), "--format", "moodle", "--to", str(target)], project) == 0
    assert capsys.readouterr() == (f"2 submissions have marks in {target}.\n", "")
    assert target.read_text(encoding="utf-8").splitlines()[1:] == ["ada,,,,3", "bob,,,,1"]


def test_marks_without_a_journal_are_listed_by_doctor_and_left_out_of_an_export(project, course, capsys):
    (course / ".autograder" / "journal.jsonl").unlink()
    assert main(["doctor", "--course-dir", str(course)], project) == 0
    listed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("look")]
    assert listed[0].endswith("ada: 90_tiny: double-test has 2 points that were not judged from outside")
    assert len(listed) == 4
    export = ["export", "--course-dir", str(course), "--format", "moodle", "--to", str(course / "marks.csv")]
    assert main(export, project) == 0
    out, err = capsys.readouterr()
    assert out.startswith("0 submissions")
    assert "ada: 90_tiny is left out" in err
    assert main([*export, "--unjudged"], project) == 0
    assert capsys.readouterr() == (f"2 submissions have marks in {course / 'marks.csv'}.\n", "")


def test_a_terminal_gets_a_progress_bar(graded, project):
    ours, theirs = pty.openpty()  # a terminal that does not tell its width
    argv = command(project, "grade", LESSON, "--course-dir", str(graded[0]), "--student", "ada")
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)
    os.set_blocking(ours, False)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "submission" in shown
    assert "[1/1]" not in shown
    assert "ada" in done.stdout


def test_ctrl_c_keeps_what_is_done_and_says_so(project, tmp_path):
    released = (project.notebooks / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    submit(tmp_path, "ada", released, SOLVED)
    for i in range(200):
        submit(tmp_path, f"z{i}", released, SOLVED)
    argv = command(project, "grade", LESSON, "--course-dir", str(tmp_path), "--jobs", "1")
    run = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stderr.readline().startswith("[1/201] ")
    family = psutil.Process(run.pid).children(recursive=True)
    assert family
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert out == ""
    kept = len((tmp_path / ".autograder" / "journal.jsonl").read_text().splitlines())
    said = r"interrupted\. (1 result is|\d+ results are) kept; the same command, without --force, goes on from there\."
    assert re.fullmatch(f"python -m autograder: {said}", err.splitlines()[-1])
    assert 1 <= kept < 201
    assert psutil.wait_procs(family, timeout=60)[1] == []


def test_release_check_says_1_when_stale(project, tmp_path, capsys):
    copy = type(project)(shutil.copytree(project.root, tmp_path / "copy"))
    assert main(["release", "--check"], copy) == 0
    (copy.notebooks / LESSON / f"{LESSON}.ipynb").write_text("{}")
    assert main(["release", "--check"], copy) == 1
    assert "python -m autograder release" in capsys.readouterr().out
    assert main(["release"], copy) == 0
    assert main(["release", "--check", LESSON], copy) == 0


def test_register_says_what_comes_next(project, tmp_path, capsys):
    assert main(["register", LESSON, "--course-dir", str(tmp_path)], project) == 0
    assert f"nbgrader autograde {LESSON}" in capsys.readouterr().out
    assert (tmp_path / "gradebook.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["gradebook.db"]


def test_feedback_says_where(project, course, capsys):
    assert main(["feedback", LESSON, "--course-dir", str(course), "--student", "ada"], project) == 0
    assert str(course / "feedback" / "ada" / LESSON / f"{LESSON}.html") in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_named(project, course, capsys, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied", str(course / ".autograder"))

    monkeypatch.setattr("autograder.grading.grade.only_one_run", refuse)
    assert main(["grade", LESSON, "--course-dir", str(course)], project) == 2
    assert ".autograder: Permission denied" in one_line(capsys)


def test_a_reader_that_stops_reading_is_no_error():
    long_report = "cli._doctor = lambda *_: print('x' * 100_000) or 0"
    code = f"import sys; from autograder import cli; {long_report}; sys.exit(cli.main(['doctor']))"
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    run.stdout.close()
    assert run.stderr.read() == ""
    run.stderr.close()
    assert run.wait() == 0
