"""The processes that judge on this machine: an executor of the standard library whose workers never outlive it."""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.util import Finalize

# The process that workers are forked from listens on a socket in the temporary folder, in a path of at most 107 bytes.
_LONGEST_TEMPORARY_FOLDER = 70


class LocalPool(ProcessPoolExecutor):
    """Worker processes that end with this process, however it ends, and that Ctrl-C does not reach.

    Each worker holds one end of a pipe; the other end is here alone. When it closes, because `kill` was called or
    because this process is gone, the workers end themselves and what they started.

    Parameters
    ----------
    jobs : int
        How many processes.
    """

    def __init__(self, jobs: int):
        context = _context()
        self._theirs, self._lifeline = context.Pipe(duplex=False)
        super().__init__(jobs, mp_context=context, initializer=_begin, initargs=(self._theirs,))

    def kill(self) -> None:
        """End all workers now, whatever they are doing."""
        self._lifeline.close()
        self.shutdown(wait=True, cancel_futures=True)

    def shutdown(self, wait=True, *, cancel_futures=False):
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._lifeline.close()
            self._theirs.close()


def warm_up() -> None:
    """Start importing what judging needs, in the background, while the caller does something else."""
    if _context().get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def _context():
    """On Linux, one process that has imported what judging needs and is forked for each worker; elsewhere new ones."""
    if not sys.platform.startswith("linux") or len(tempfile.gettempdir()) > _LONGEST_TEMPORARY_FOLDER:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.execution"])
    return context


def _begin(lifeline) -> None:
    """Run first in each worker: say nothing to the terminal, hear nothing from it, leave with the parent."""
    # Functions, not SIG_IGN: what a worker starts would inherit that. A broken pool terminates its other workers.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: _leave())
    if hasattr(os, "setsid"):
        os.setsid()
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    os.close(silence)
    threading.Thread(target=_leave_with_parent, args=(lifeline,), daemon=True).start()
    Finalize(None, _close_servers, exitpriority=10)


def _leave_with_parent(lifeline) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    _leave()


def _close_servers() -> None:
    from autograder.grading.execution import close_servers

    close_servers()


def _leave() -> None:
    """End this worker and what it started, sandboxes above all."""
    import psutil

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            child.kill()
    os._exit(1)
