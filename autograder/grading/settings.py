"""How submissions are judged in a course: the limits, from its ``nbgrader_config.py``, and the kind of sandbox."""

import math
from dataclasses import fields

from autograder.grading.project import CallError, nearest
from autograder.sandbox.limits import Limits

_SECTION = "OutsideJudge"

NO_SANDBOX = """\
Grading runs students' code, and there is no sandbox for it here. {why}
  Debian, Ubuntu:  sudo apt install bubblewrap
  Fedora:          sudo dnf install bubblewrap
  Arch:            sudo pacman -S bubblewrap
Where it is installed and the kernel refuses:  sudo sysctl kernel.unprivileged_userns_clone=1
  (Ubuntu 24.04 and newer:  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0)
macOS and Windows have no bubblewrap: grade in a Linux container, a virtual machine, or WSL 2.
If you trust every submission: --unsandboxed grades without, and says so in every result. Nothing was done."""


def read_limits(config) -> Limits:
    """Return the limits that a course sets, as in ``c.OutsideJudge.cell_seconds = 20``; the others keep their defaults.

    Parameters
    ----------
    config : traitlets.config.Config

    Raises
    ------
    CallError
        If there is no such limit, or its value is not a number that it can have.
    """
    given = {name: value for name, value in _section(config).items() if name != "unsandboxed"}
    kinds = {field.name: type(field.default) for field in fields(Limits)}
    for name, value in given.items():
        if name not in kinds:
            raise CallError(
                f'nbgrader_config.py: c.{_SECTION} has no "{name}".{nearest(name, [*kinds, "unsandboxed"])}'
            )
        given[name] = _number(name, value, kinds[name])
    return Limits(**given)


def sandbox_mode() -> str:
    """Return what kind of sandbox this machine can have, "nested" or "single"; it is tried, not guessed.

    Raises
    ------
    CallError
        If it can have none; the text says how to get one.
    """
    from autograder.sandbox.ability import probe

    ability = probe()
    if ability.mode is None:
        raise CallError(NO_SANDBOX.format(why=ability.why))
    return ability.mode


def is_switched_off(config) -> bool:
    """Tell whether a course does without a sandbox: ``c.OutsideJudge.unsandboxed = True``."""
    value = _section(config).get("unsandboxed", False)
    if not isinstance(value, bool):
        raise CallError(f"nbgrader_config.py: c.{_SECTION}.unsandboxed is True or False, not {value!r:.60}.")
    return value


def _section(config) -> dict:
    return dict(config[_SECTION]) if _SECTION in config else {}


def _number(name, value, kind):
    whole = kind is int
    good = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not good or not math.isfinite(value) or value <= 0:
        expected = "a whole number from 1 up" if whole else "a number above 0"
        raise CallError(f"nbgrader_config.py: c.{_SECTION}.{name} is {value!r:.60}; it takes {expected}.")
    return kind(value)
