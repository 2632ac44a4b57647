"""Eat the machine: memory, processes, threads, descriptors, disk, output, and answers without end."""

from tests.attacks.attack import ALL_RIGHT, Attack, adding, answering
from tests.attacks.target import FULL

KIND = "eat the machine"
OTHERS = FULL - 2
TOO_MUCH = "it could take this machine down"
FLAGS = ("over-limit", "died", "stopped-cell", "started-process", "reached-inside", "looked-outside", "wrote-outside")

MEMORY = """\
kept = []
while True:
    kept.append(bytearray(10_000_000))"""

MANY = """\
import os
for _ in range(12):
    if os.fork() == 0:
        kept = bytearray(400_000_000)
        kept[::4096] = b"x" * len(kept[::4096])
        while True:
            pass"""

FORKS = """\
import os
while True:
    try:
        os.fork()
    except OSError:
        pass"""

THREADS = """\
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(86_400,)).start()"""

DESCRIPTORS = """\
import os
kept = []
while True:
    kept.append(os.open("/dev/null", os.O_RDONLY))
    kept += os.pipe()"""

DISK = """\
import itertools
for number in itertools.count():
    with open(f"filler-{number}", "wb") as file:
        for _ in range(1_000):
            file.write(bytes(1_000_000))"""

SHARED = """\
import mmap, os
kept = []
for number in range(400):
    try:
        fd = os.memfd_create(f"m{number}")
    except OSError:
        fd = os.open(f"/dev/shm/m{number}", os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, 50_000_000)
    kept.append(mmap.mmap(fd, 50_000_000))
    kept[-1][::4096] = b"x" * len(kept[-1][::4096])"""

STDOUT = """\
import os, sys
for _ in range(200):
    os.write(1, b"y" * 1_000_000)
for _ in range(200):
    sys.stdout.write("z" * 1_000_000)"""

DISPLAYS = """\
from IPython.display import HTML, display
for _ in range(20):
    display(HTML("x" * 20_000_000))"""

ENDLESS_OUTPUT = """\
while True:
    print("and another thing")"""

ENDLESS = """\
# exercise: normalise
import itertools
def normalise(parts):
    return (0.25 for _ in itertools.count())"""

CYCLE = """\
# exercise: normalise
def normalise(parts):
    ring = [0.25, 0.75]
    ring.append(ring)
    return ring"""

NESTED = """\
# exercise: normalise
def normalise(parts):
    deep = []
    for _ in range(200_000):
        deep = [deep]
    return deep"""

RECURSION = """\
# exercise: normalise
import sys
def normalise(parts):
    sys.setrecursionlimit(2**31 - 1)
    def deeper(x):
        return deeper([x]) + 1
    return deeper(parts)"""

C_STACK = """\
# exercise: normalise
import sys
def normalise(parts):
    sys.setrecursionlimit(10**9)
    source = "-" * 1_000_000 + "1"
    return eval(source)"""


def _returns(value: str) -> str:
    return f"# exercise: normalise\ndef normalise(parts):\n    return {value}"


def _attack(name, tries, make, fair, flags, on_stock) -> Attack:
    expected = {"base": ALL_RIGHT, "fair": fair, "at_least": fair, "flags": flags, "on_stock": on_stock}
    return Attack(kind=KIND, name=name, tries=tries, make=make, **expected)


def _cell(name, tries, source, on_stock="", flags=FLAGS) -> Attack:
    return _attack(name, tries, adding(source, "primes"), FULL, flags, on_stock)


def _answer(name, tries, source, flags=FLAGS) -> Attack:
    return _attack(name, tries, answering(normalise=source), OTHERS, flags, "")


ATTACKS = (
    _cell("memory", "keeps memory for ever", MEMORY, TOO_MUCH),
    _cell("memory-of-many", "keeps memory in a dozen processes", MANY, TOO_MUCH),
    _cell("fork-bomb", "forks for ever", FORKS, TOO_MUCH),
    _cell("threads", "starts threads for ever", THREADS, TOO_MUCH),
    _cell("descriptors", "opens files and pipes for ever", DESCRIPTORS),
    _cell("disk", "fills its folder", DISK, TOO_MUCH),
    _cell("shared-memory", "fills memory that belongs to no process", SHARED, TOO_MUCH),
    _cell("stdout", "writes 400 MB to its output", STDOUT, flags=(*FLAGS, "tampered")),
    _cell("displays", "displays 400 MB of HTML", DISPLAYS),
    _cell("endless-output", "prints for ever", ENDLESS_OUTPUT),
    _answer("huge-array", "returns an array of 800 MB", _returns("np.zeros(10**8)")),
    _answer("huge-number", "returns a number of thirty million digits", _returns("7 ** 36_000_000")),
    _answer("huge-list", "returns a list of lists without end", _returns("[[parts.tolist()] * 3000] * 3000")),
    # What cannot travel, or goes too deep, is a wrong answer like any other; there may be nothing to flag.
    _answer("endless-generator", "returns a generator without end", ENDLESS, ()),
    _answer("cycle", "returns a list that holds itself", CYCLE, ()),
    _answer("nested", "returns lists 200,000 deep", NESTED, ()),
    _answer("recursion", "calls itself without end", RECURSION, ()),
    _answer("c-stack", "has the parser recurse a million times", C_STACK, ()),
)
