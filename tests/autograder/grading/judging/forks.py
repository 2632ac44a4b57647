"""A student's process for tests: the sandbox's own server and client, in a plain fork without walls."""

import contextlib
import os
import socket
import warnings

from autograder.sandbox.fork import Fork
from autograder.sandbox.inside.forked import Forked
from autograder.sandbox.limits import Limits


@contextlib.contextmanager
def student(source="", limits=None, **names):
    """Give a fork of a notebook in which `source` has run and `names` are bound besides."""
    limits = limits or Limits(cell_seconds=600)  # for a busy machine
    ours, theirs = socket.socketpair()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # NumPy's threads are idle, so forking does no harm
        pid = os.fork()
    if pid == 0:
        _serve(theirs, source, names, limits)
    theirs.close()
    fork = Fork(lambda: ours, limits, lambda: None)
    try:
        yield fork
    finally:
        fork.close()
        ours.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 9)
        os.waitpid(pid, 0)


def _serve(sock, source, names, limits):
    try:
        warnings.simplefilter("ignore")
        namespace = {"__name__": "__main__"}
        exec(source, namespace)
        namespace.update(names)
        Forked(sock, namespace, {}, limits).serve()
    finally:
        os._exit(1)
