"""Die or hang: in one exercise, which must not cost the others; or between them."""

from tests.attacks.attack import ALL_RIGHT, Attack, adding, answering, with_files
from tests.attacks.target import FULL

KIND = "die or hang"
OTHERS = FULL - 2  # clamp's two points are lost, and nothing else

FLAGS = ("died", "stopped-cell", "over-limit", "reached-inside", "started-process", "tampered")


def _in_clamp(name, tries, body, **more) -> Attack:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    source = f"# exercise: clamp\ndef clamp(value, low, high):\n{lines}"
    expected = {"fair": OTHERS, "at_least": OTHERS, "flags": FLAGS} | more
    return Attack(kind=KIND, name=name, tries=tries, make=answering(clamp=source), base=ALL_RIGHT, **expected)


def _in_a_cell(name, tries, source, **more) -> Attack:
    expected = {"fair": FULL, "at_least": FULL, "flags": FLAGS} | more
    return Attack(kind=KIND, name=name, tries=tries, make=adding(source, "primes"), base=ALL_RIGHT, **expected)


DEAF = """\
import signal, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        time.sleep(1)
    except BaseException:
        pass"""

THREAD = """\
import threading
def spin():
    while True:
        pass
for _ in range(4):
    threading.Thread(target=spin).start()
    """

KILLS = """\
import os, signal
for number in (os.getppid(), 1, -1, 0):
    try:
        os.kill(number, signal.SIGKILL)
    except OSError:
        pass"""

IMPORT = b"import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n"


def _sleeps(nb):
    """No cell takes long enough to be stopped; together they never end."""
    for number in range(200):
        nb["cells"].append(adding(f"import time\ntime.sleep(1.{number:03})", "title")(nb)["cells"][1])
        nb["cells"][-1]["id"] = f"nap-{number}"
    return nb


ATTACKS = (
    _in_clamp("os-exit", "ends Python at once", "import os\nos._exit(0)"),
    _in_clamp("segfault", "reads address 0", "import ctypes\nctypes.string_at(0)"),
    _in_clamp("loop", "never returns", "while True:\n    pass", flags=("stopped-cell", "over-limit", "died")),
    _in_clamp("deaf", "sleeps for ever and ignores every signal it can", DEAF),
    _in_clamp(
        "in-c", "never returns from C", "return sum(range(10**15))", flags=("stopped-cell", "over-limit", "died")
    ),
    _in_clamp(
        "regex",
        "never returns from a regular expression",
        'import re\nreturn re.match("(a+)+$", "a" * 60 + "b")',
        flags=("stopped-cell", "over-limit", "died"),
    ),
    _in_clamp("system-exit", "raises SystemExit", 'raise SystemExit("done")', flags=()),
    _in_clamp("interrupt", "raises KeyboardInterrupt", "raise KeyboardInterrupt", flags=()),
    _in_clamp("kills-all", "kills every process it can name", KILLS + "\nreturn value"),
    _in_clamp("stops-itself", "stops its own process", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    _in_a_cell("exit-cell", "ends the notebook in the middle", "exit()", flags=()),
    _in_a_cell("os-exit-cell", "ends Python in the middle of the notebook", "import os\nos._exit(1)"),
    _in_a_cell("abort-cell", "aborts in the middle of the notebook", "import os\nos.abort()"),
    _in_a_cell("loop-cell", "loops for ever between two exercises", "while True:\n    pass"),
    _in_a_cell("deaf-cell", "sleeps for ever and ignores every signal it can", DEAF),
    _in_a_cell("threads", "leaves threads that spin for ever", THREAD, flags=()),
    _in_a_cell("kills-cell", "kills every process it can name, between two exercises", KILLS),
    Attack(
        kind=KIND,
        name="naps",
        tries="sleeps a little in each of two hundred cells",
        make=_sleeps,
        base=ALL_RIGHT,
        fair=FULL,
        flags=FLAGS,
    ),
    Attack(
        kind=KIND,
        name="deadlock",
        tries="imports a module of its own that waits for itself",
        make=with_files(adding("import waits", "primes"), {"waits.py": IMPORT}),
        base=ALL_RIGHT,
        fair=FULL,
        at_least=FULL,
        flags=FLAGS,
    ),
)
