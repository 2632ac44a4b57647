"""Outlive it: leave something behind that runs when the submission has been graded."""

from tests.attacks.attack import ALL_RIGHT, Attack, adding, answering
from tests.attacks.target import FULL

KIND = "outlive it"
# A day's sleep would be seen by whoever looks for what is left, and ends when the scene is cleared.
SLEEP = "86400"

SESSION = f"""\
import subprocess
try:
    subprocess.Popen(["sleep", "{SLEEP}"], start_new_session=True)
except OSError:
    pass"""

DAEMON = """\
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    os.chdir("/")
    for number in range(64):
        try:
            os.close(number)
        except OSError:
            pass
    time.sleep(86_400)
    os._exit(0)"""

TIMER = """\
import os, threading
def spring():
    os.system("setsid sleep 86400 &")
timer = threading.Timer(0.5, spring)
timer.start()
threading.Thread(target=lambda: __import__("time").sleep(86_400)).start()"""

AT_EXIT = """\
import atexit, os, subprocess, time
def late():
    subprocess.Popen(["sleep", "86400"], start_new_session=True)
    time.sleep(86_400)
atexit.register(late)"""

DEAF = """\
import os, signal, time
if os.fork() == 0:
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            time.sleep(1)
        except BaseException:
            pass"""

SHELL = """\
import os
os.system("(trap '' HUP TERM INT; nohup setsid sleep 86400 >/dev/null 2>&1 </dev/null &)")"""

WORKERS = """\
import multiprocessing, time
context = multiprocessing.get_context("fork")
for daemon in (True, False):
    context.Process(target=time.sleep, args=(86_400,), daemon=daemon).start()"""

IN_A_CALL = """\
# exercise: clamp
import os, time
def clamp(value, low, high):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(86_400)
        os._exit(0)
    return max(low, min(value, high))"""

FLAGS = ("started-process", "reached-inside", "died", "stopped-cell", "over-limit")


def _attack(name, tries, make, at_least=FULL) -> Attack:
    return Attack(
        kind=KIND, name=name, tries=tries, make=make, base=ALL_RIGHT, fair=FULL, at_least=at_least, flags=FLAGS
    )


ATTACKS = (
    _attack("session", "starts a program in a session of its own", adding(SESSION)),
    _attack("daemon", "forks twice and closes all its files", adding(DAEMON)),
    _attack("timer", "starts a program from a timer", adding(TIMER)),
    _attack("at-exit", "starts a program when Python ends", adding(AT_EXIT)),
    _attack("deaf-child", "leaves a child that ignores every signal", adding(DEAF)),
    _attack("nohup", "leaves a shell's nohup job", adding(SHELL)),
    _attack("workers", "leaves workers of multiprocessing", adding(WORKERS)),
    # A function that forks while it is judged may cost itself its points, and nothing else.
    _attack("in-a-call", "leaves a daemon behind while it is tested", answering(clamp=IN_A_CALL), FULL - 2),
)
