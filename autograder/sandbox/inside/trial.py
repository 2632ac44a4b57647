"""Try whether a namespace can be nested here: ``python -m grading_sandbox.inside.trial`` says so by its exit status."""

import os
import sys

from ..limits import Limits
from . import confine, system


def main() -> int:
    """Enter namespaces, start a process in them and shut it in, as a run does."""
    confine.drop_root()
    confine.enter_namespaces(Limits())
    pid = os.fork()
    if pid == 0:
        try:
            confine.make_folders()
            confine.give_up_privileges()
            os._exit(0 if os.getpid() == 1 and system.LINUX else 1)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
