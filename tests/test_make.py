"""Does `make` install once, say what is missing, and begin again after an interruption? And does CI call it?"""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
INSTALLED = ["pip", "pip", "fonts"]
TARGETS = ("lab", "test", "check", "release", "grade", "bench", "proof", "requirements")

# Stands in for Python: knows its version, has venv or not, and makes environments whose pip works or not.
PYTHON = """#!/bin/sh
case "$*" in
  *"import ensurepip"*) exit {no_venv} ;;
  "-c import sys"*) exit {too_old} ;;
  --version) echo "Python 3.9.2" ;;
  "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo made >> log ;;
  "-m pip"*) echo pip >> log; exit {pip} ;;
  *font_manager*) echo fonts >> log ;;
  *) echo "$*" >> log ;;
esac
"""


def executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def clone(tmp_path):
    """A folder with what `make` looks at; the space in its name is on purpose."""
    folder = tmp_path / "weigh sum bend"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(folder, *arguments, too_old=0, no_venv=0, pip=0):
    python = executable(folder.parent / "bin/python", PYTHON.format(too_old=too_old, no_venv=no_venv, pip=pip))
    return subprocess.run(
        ["make", f"PYTHON={python}", *arguments], cwd=folder, capture_output=True, text=True, env=environment()
    )


def environment(**extra) -> dict[str, str]:
    """This environment without what an outer `make` would hand down."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "PYTHON"
    } | extra


def log(folder) -> list[str]:
    lines = (folder / "log").read_text().splitlines() if (folder / "log").exists() else []
    (folder / "log").unlink(missing_ok=True)
    return lines


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_exists(clone, target):
    assert make(clone, "--dry-run", target).returncode == 0


def test_an_unknown_target_is_noticed(clone):
    assert make(clone, "--dry-run", "laboratory").returncode == 2


def test_lab_installs_once(clone):
    assert make(clone, "lab").returncode == 0
    assert log(clone) == ["made", *INSTALLED, "-m autograder lab"]
    assert make(clone, "lab").returncode == 0
    assert log(clone) == ["-m autograder lab"]


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_requirement_is_installed_into_the_same_environment(clone, name):
    make(clone, "lab")
    log(clone)
    later = (clone / ".venv/installed").stat().st_mtime + 10
    os.utime(clone / name, (later, later))
    make(clone, "lab")
    assert log(clone) == [*INSTALLED, "-m autograder lab"]


def test_an_interrupted_install_is_done_again(clone):
    assert make(clone, "lab", pip=130).returncode == 2
    assert log(clone) == ["made", "pip"]
    assert not (clone / ".venv/installed").exists()
    make(clone, "lab")
    assert log(clone) == ["made", *INSTALLED, "-m autograder lab"]


def test_a_moved_folder_gets_a_new_environment(clone):
    make(clone, "lab")
    moved = clone.rename(clone.with_name("elsewhere"))
    log(moved)
    make(moved, "lab")
    assert log(moved) == ["made", *INSTALLED, "-m autograder lab"]


def test_a_python_that_is_too_old_is_named_with_what_to_do(clone):
    refused = make(clone, "lab", too_old=1)
    assert refused.returncode == 2
    assert "Python 3.11 or newer is needed" in refused.stdout
    assert "Python 3.9.2" in refused.stdout
    assert "make lab PYTHON=" in refused.stdout
    assert log(clone) == []


def test_a_python_without_venv_is_named_with_what_to_do(clone):
    refused = make(clone, "lab", no_venv=1)
    assert refused.returncode == 2
    assert "sudo apt install python3-venv" in refused.stdout
    assert log(clone) == []


def test_the_first_suitable_python_is_taken(clone, tmp_path):
    bin_folder = tmp_path / "path"
    executable(bin_folder / "python3.13", PYTHON.format(no_venv=1, too_old=0, pip=0))
    executable(bin_folder / "python3.12", PYTHON.format(no_venv=0, too_old=0, pip=0))
    env = environment(PATH=f"{bin_folder}:{os.environ['PATH']}")
    plan = subprocess.run(["make", "--dry-run", "lab"], cwd=clone, env=env, capture_output=True, text=True, check=True)
    assert "python3.12 -m venv --clear .venv" in plan.stdout


def test_make_test_ends_with_pytest_after_style_and_release(clone):
    plan = make(clone, "--dry-run", "test").stdout.splitlines()[-4:]
    assert [line.removeprefix(".venv/bin/") for line in plan] == [
        "ruff check .",
        "ruff format --check .",
        "python -m autograder release --check",
        "python -m pytest",
    ]


# .ci/run, with every program it calls replaced by one that writes down how it was called.


@pytest.fixture
def ci(tmp_path):
    folder = tmp_path / "clone"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    programs = tmp_path / "programs"
    for name in ("bash", "dirname", "env"):
        executable(programs / name, f'#!/bin/sh\nexec {shutil.which(name)} "$@"\n')
    executable(programs / "apt-get", '#!/bin/sh\necho "apt-get $*"\n')
    executable(programs / "id", "#!/bin/sh\necho 0\n")
    executable(programs / "make", '#!/bin/sh\necho "make $* in $PWD, REQUIRE_ALL=$REQUIRE_ALL"\necho "9 passed"\n')
    executable(programs / "python3", "#!/bin/sh\nexit 0\n")
    executable(programs / "git", "#!/bin/sh\n")
    return folder, programs


def run_ci(ci) -> list[str]:
    folder, programs = ci
    command = [folder / ".ci/run"]
    ran = subprocess.run(command, env={"PATH": str(programs)}, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def test_ci_installs_what_is_missing_and_runs_make_test(ci):
    lines = run_ci(ci)
    assert lines[0].startswith("apt-get update")
    assert lines[1].startswith("apt-get install")
    assert lines[1].endswith(" chromium fonts-dejavu-core bubblewrap")
    assert lines[2:] == [f"make test in {ci[0]}, REQUIRE_ALL=1", "9 passed"]


def test_ci_installs_nothing_that_is_there(ci):
    for program in ("chromium", "bwrap"):
        executable(ci[1] / program, "#!/bin/sh\n")
    assert run_ci(ci) == [f"make test in {ci[0]}, REQUIRE_ALL=1", "9 passed"]


def test_ci_installs_venv_where_debian_left_it_out(ci):
    for program in ("chromium", "bwrap"):
        executable(ci[1] / program, "#!/bin/sh\n")
    executable(ci[1] / "python3", "#!/bin/sh\nexit 1\n")
    assert run_ci(ci)[1].endswith(" python3 python3-venv")


def test_ci_fails_when_make_fails(ci):
    for program in ("chromium", "bwrap"):
        executable(ci[1] / program, "#!/bin/sh\n")
    executable(ci[1] / "make", "#!/bin/sh\nexit 2\n")
    with pytest.raises(subprocess.CalledProcessError):
        run_ci(ci)
