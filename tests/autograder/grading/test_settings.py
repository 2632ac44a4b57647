"""Are a course's own limits taken, wrong ones named, and is nothing run without a sandbox unless somebody says so?"""

import pytest

from autograder.grading.course import open_course
from autograder.grading.pipeline import course_config
from autograder.grading.project import CallError
from autograder.grading.settings import is_switched_off, read_limits, sandbox_mode
from autograder.sandbox import ability
from autograder.sandbox.limits import Limits
from tests.autograder.grading.tiny import LESSON


def settings(tiny, folder, text):
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{text}\n")
    return course_config(tiny, folder)


def test_without_settings_the_usual_limits_hold(tiny, tmp_path):
    assert read_limits(course_config(tiny, tmp_path)) == Limits()


def test_a_course_s_own_limits_are_taken(tiny, tmp_path):
    config = settings(tiny, tmp_path, "c.OutsideJudge.cell_seconds = 20\nc.OutsideJudge.memory_mb = 2048")
    assert read_limits(config) == Limits(cell_seconds=20.0, memory_mb=2048)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("cell_second = 20", r'has no "cell_second"\. Did you mean "cell_seconds"\?'),
        ("cell_seconds = 0", r"cell_seconds is 0; it takes a number above 0"),
        ("cell_seconds = '20'", r"cell_seconds is '20'; it takes a number above 0"),
        ("cell_seconds = float('nan')", r"is nan; it takes a number above 0"),
        ("total_seconds = float('inf')", r"is inf; it takes a number above 0"),
        ("processes = 2.5", r"processes is 2\.5; it takes a whole number from 1 up"),
        ("processes = True", r"processes is True; it takes a whole number"),
        ("memory_mb = -1", r"memory_mb is -1; it takes a whole number"),
        ("memory_mb = None", r"memory_mb is None; it takes"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tiny, tmp_path, line, said):
    with pytest.raises(CallError, match=said):
        read_limits(settings(tiny, tmp_path, f"c.OutsideJudge.{line}"))


def test_a_course_may_do_without_a_sandbox(tiny, tmp_path):
    assert not is_switched_off(course_config(tiny, tmp_path))
    config = settings(tiny, tmp_path, "c.OutsideJudge.unsandboxed = True")
    assert is_switched_off(config)
    assert read_limits(config) == Limits()
    assert open_course(tiny, LESSON, tmp_path).mode == "none"
    with pytest.raises(CallError, match="unsandboxed is True or False, not 'yes'"):
        is_switched_off(settings(tiny, tmp_path, "c.OutsideJudge.unsandboxed = 'yes'"))


@pytest.mark.parametrize(("nested", "single", "mode"), [(True, True, "nested"), (False, True, "single")])
def test_the_best_sandbox_of_the_machine_is_taken(monkeypatch, nested, single, mode):
    found = ability.Ability("bwrap", nested, single, True, False, "")
    monkeypatch.setattr(ability, "probe", lambda: found)
    assert sandbox_mode() == mode


def test_without_a_sandbox_it_says_how_to_get_one(monkeypatch):
    found = ability.Ability(None, False, False, True, False, "bubblewrap is not installed.")
    monkeypatch.setattr(ability, "probe", lambda: found)
    with pytest.raises(CallError) as error:
        sandbox_mode()
    for word in (
        "not installed",
        "apt install",
        "dnf install",
        "pacman",
        "sysctl",
        "WSL",
        "container",
        "--unsandboxed",
    ):
        assert word in str(error.value)
