"""How much memory a run's processes hold together, and what they are busy with."""

import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.grading_processes import GONE

# A word of the command line → what such a process does; the first that fits counts. A fork keeps its server's words.
ROLES = {
    "grading_sandbox": "students' code in the sandbox",
    "autograder.grading.judging": "judging",
    "autograder grade": "parent: reading, gradebook, autograded/",
    "multiprocessing": "workers",
}


class Watch:
    """While its block runs, looks at all processes below this one many times a second.

    Attributes
    ----------
    peak_mb : float
        The most memory that they held together: what they share is counted once.
    exact : bool
        False where a process did not let us look, so that what it shares was counted again.
    seen_running : Counter
        What a process does → how often one was seen running. Processor time that the system keeps is no help here: of
        forks that nobody waits for it is lost.
    """

    def __init__(self, every: float = 0.05):
        self.peak_mb, self.exact, self.seen_running = 0.0, True, Counter()
        self._every, self._done = every, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def shares(self) -> dict[str, float]:
        """Return what the processes did → its part of all that they were seen doing, the largest first."""
        total = self.seen_running.total()
        return {role: count / total for role, count in self.seen_running.most_common()}

    def _look(self) -> None:
        me = psutil.Process()
        while not self._done.wait(self._every):
            processes = me.children(recursive=True)
            self.peak_mb = max(self.peak_mb, sum(map(self._memory_mb, processes)))
            self.seen_running.update(role for process in processes if (role := _running_role(process)))

    def _memory_mb(self, process) -> float:
        """Return a process's proportional share of memory in MB, or, where that is not told, all it has in memory."""
        with suppress(*GONE):
            with suppress(OSError, StopIteration):
                rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
                return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
            resident = process.memory_info().rss / 2**20
            self.exact &= not resident  # a zombie has neither, and is no reason for doubt
            return resident
        return 0.0


def _running_role(process) -> str | None:
    """Return what a process does if it runs at this moment."""
    with suppress(*GONE):
        if process.status() == psutil.STATUS_RUNNING:
            line = " ".join(process.cmdline())
            return next((role for word, role in ROLES.items() if word in line), "other programs")
    return None
