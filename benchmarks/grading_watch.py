"""How much memory a run's processes hold together, and whose processor time it is."""

import threading
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.grading_processes import GONE

# A word of the command line → what such a process does; the first that fits counts. A fork keeps its server's words.
SERVERS = {"grading_sandbox": "students' code in the sandbox", "autograder.grading.judging": "judging"}
ROLES = {
    **SERVERS,
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
    cpu : dict of str to float
        Processor seconds by what the processes do. Rough: what a process used after the last look is not in it.
    """

    def __init__(self, every: float = 0.1):
        self.peak_mb, self.exact, self.cpu = 0.0, True, {}
        self._every, self._done = every, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        me = psutil.Process()
        while not self._done.wait(self._every):
            processes = me.children(recursive=True)
            self.peak_mb = max(self.peak_mb, sum(map(self._memory_mb, processes)))
            for role, seconds in _cpu_by_role(processes).items():
                self.cpu[role] = max(seconds, self.cpu.get(role, 0.0))

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


def _cpu_by_role(processes) -> dict[str, float]:
    """Return the processor seconds of some processes by role; of the servers also what their ended forks used."""
    seconds = {}
    for process in processes:
        with suppress(*GONE):
            line = " ".join(process.cmdline())
            word = next((word for word in ROLES if word in line), None)
            if word is None:
                continue
            times = process.cpu_times()
            ended = times.children_user + times.children_system if word in SERVERS else 0.0
            seconds[ROLES[word]] = seconds.get(ROLES[word], 0.0) + times.user + times.system + ended
    return seconds
