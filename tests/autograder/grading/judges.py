"""Judges that misbehave in known ways; they run in processes of their own, so they live in a module."""

import os
import subprocess
import sys
import time

from autograder.grading.execution import Judged


def obey(task):
    """Do what the task says: it is a word, or a word and the path of a file to leave a trace in."""
    what, _, path = task.partition(" ")
    if what == "die":
        os._exit(7)
    if what == "raise":
        raise RuntimeError("a bug in the judge")
    if what == "shout":
        print("out")
        print("err", file=sys.stderr)
        os.write(2, b"raw")
    if what == "sleep":
        time.sleep(60)
    if what == "leave-a-child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
        with open(path, "w") as file:
            file.write(str(child.pid))
        time.sleep(60)
    return Judged(what, 0.1)
