"""Read from /proc what a run's processes use; the folder is an open descriptor, as /proc itself is covered later."""

import os
import re
from contextlib import suppress

_PAGE = os.sysconf("SC_PAGE_SIZE")


class Processes:
    """A view of /proc that stays open."""

    def __init__(self):
        self._proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY) if os.path.isdir("/proc/self") else None

    @property
    def visible(self) -> bool:
        return self._proc is not None

    def below(self, pid: int) -> list[int]:
        """Return `pid` and all its descendants that exist now."""
        children = {}
        for name in os.listdir(self._proc):
            if name.isdigit() and (parent := self._parent(name)):
                children.setdefault(parent, []).append(int(name))
        found = [pid]
        for one in found:
            found += children.get(one, [])
        return found

    def memory(self, pids) -> int:
        """Return an upper bound of the bytes that these processes hold: pages shared by two count twice."""
        return sum(sum(self._numbers(f"{pid}/status", "RssAnon", "RssShmem", "VmSwap")) for pid in pids) << 10

    def shared_memory(self, pids) -> int:
        """Return the bytes that these processes hold, each shared page divided by those that share it; slower."""
        return sum(sum(self._numbers(f"{pid}/smaps_rollup", "Pss_Anon", "Pss_Shmem", "SwapPss")) for pid in pids) << 10

    def tasks(self, pids) -> int:
        """Return how many threads these processes have together."""
        return sum(sum(self._numbers(f"{pid}/status", "Threads")) for pid in pids)

    def address_space(self, pid="self") -> int | None:
        """Return the bytes of address space that a process has."""
        text = self._read(f"{pid}/statm") if self.visible else ""
        return int(text.split()[0]) * _PAGE if text else None

    def _parent(self, pid: str) -> int:
        after = self._read(f"{pid}/stat").rpartition(")")[2].split()
        return int(after[1]) if len(after) > 1 else 0

    def _numbers(self, path, *names) -> list[int]:
        return [int(n) for n in re.findall(rf"^(?:{'|'.join(names)}):\s+(\d+)", self._read(path), re.MULTILINE)]

    def _read(self, path) -> str:
        # A process may end between two looks.
        with suppress(OSError):
            fd = os.open(path, os.O_RDONLY, dir_fd=self._proc)
            with os.fdopen(fd, encoding="utf-8", errors="replace") as file:
                return file.read()
        return ""
