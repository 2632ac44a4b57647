"""The worker's side of the judge: a prepared process in a jail of its own, forked for each submission."""

import json
import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.sandbox.bubblewrap import environment, jail
from autograder.sandbox.limits import Limits

_STARTS_WITHIN = 60.0


class JudgeServer:
    """A process that has read the lesson and imported what its tests need, and forks a judge on request.

    It sees the project and Python, both read-only, and nothing of the course; it has no network.

    Parameters
    ----------
    root : Path
        The project that holds the lesson.
    lesson : str
    limits : Limits
    longest : float
        Seconds after which a judge is killed.
    jailed : bool
        False where there is no bubblewrap.
    hide : iterable of Path
        Folders that it must not see, wherever they lie: the course.
    """

    def __init__(self, root: Path, lesson: str, limits: Limits, longest: float, jailed: bool, hide=()):
        self._control, theirs = socket.socketpair()
        about = {"root": str(root), "lesson": lesson, "limits": limits.as_dict(), "longest": longest, "jailed": jailed}
        command = [sys.executable, "-P", "-m", "autograder.grading.judging.server", str(theirs.fileno())]
        command.append(json.dumps(about))
        code = Path(__file__).resolve().parents[3]
        variables = {**os.environ, "PYTHONPATH": str(code)}
        if jailed:
            visible = [code / "autograder", code / "nnlib", root / "solutions" / lesson, root / "notebooks" / lesson]
            binds = {str(path): path for path in visible if path.exists()}
            variables = environment() | {"PYTHONPATH": str(code)}
            command = jail(command, binds, hide=hide, variables=variables)
        with theirs:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=variables if not jailed else None,
                start_new_session=True,
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        self._control.settimeout(_STARTS_WITHIN)
        try:
            if self._control.recv(1) == b"r":
                return
        except TimeoutError:
            pass
        self._process.kill()
        said = self._process.communicate()[1].decode(errors="replace").strip().splitlines()
        self.close()
        raise RuntimeError(f"the judge did not start: {said[-1] if said else 'no reason given'}")

    def fork(self) -> Connection:
        """Return the connection to a fresh judge, which ends when this end is closed."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        return Connection(ours.detach())

    def close(self) -> None:
        """End the process and all judges that it has forked."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()
