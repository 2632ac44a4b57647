"""Find out, by trying, what kind of sandbox this machine can have."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from . import bubblewrap
from .inside import seccomp

_SECONDS = 30


@dataclass(frozen=True)
class Ability:
    """What works here.

    Attributes
    ----------
    bubblewrap : str or None
        Where the program is.
    nested : bool
        Whether namespaces can be made inside it: one prepared process for all submissions.
    single : bool
        Whether it runs at all: one bubblewrap for each submission.
    filter : bool
        Whether system calls are filtered on this kind of processor.
    cgroup : bool
        Whether memory is limited by a cgroup. Where it is not, a watchdog adds up what processes use.
    why : str
        What stands in the way, and what to do about it; "" if nothing does.
    """

    bubblewrap: str | None
    nested: bool
    single: bool
    filter: bool
    cgroup: bool
    why: str

    @property
    def mode(self) -> str | None:
        """The best mode for `host.Sandbox`, or None where there is no sandbox."""
        return "nested" if self.nested else "single" if self.single else None


def probe() -> Ability:
    """Start bubblewrap and a namespace inside it, once each, and say what came of it."""
    program = shutil.which("bwrap")
    has_filter = seccomp.known_machine() and sys.platform.startswith("linux")
    if not program:
        return Ability(None, False, False, has_filter, False, _missing())
    single, why = _try([sys.executable, "-S", "-c", ""])
    nested, why_not = _try(bubblewrap.python_command("inside.trial")) if single else (False, "")
    if single and not nested:
        why = f"Namespaces cannot be nested here, so each submission gets a bubblewrap of its own. {why_not}"
    return Ability(program, nested, single, has_filter, False, why)


def _try(command) -> tuple[bool, str]:
    try:
        done = subprocess.run(
            bubblewrap.student_jail(command), capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, f"bubblewrap could not be started ({error})."
    if done.returncode == 0:
        return True, ""
    said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]
    hint = (
        "" if os.geteuid() == 0 else " Does this system allow user namespaces? See `sysctl user.max_user_namespaces`."
    )
    return False, f"bubblewrap said: {said}.{hint}"


def _missing() -> str:
    if not sys.platform.startswith("linux"):
        return "bubblewrap runs on Linux only: grade in a Linux container or virtual machine (on Windows: WSL)."
    return "bubblewrap is not installed: `apt install bubblewrap` (Debian, Ubuntu), `dnf install bubblewrap` (Fedora)."
