"""Does every limit hold, and does what goes over one cost its own run alone?"""

import ast
import dataclasses
import os

import pytest

from autograder.sandbox.client import Run
from autograder.sandbox.host import Sandbox
from autograder.sandbox.limits import Limits
from tests.autograder.sandbox import driver

# Time is short only where time is tested: elsewhere a busy machine must not decide.
SMALL = Limits(
    cell_seconds=60,
    total_seconds=300,
    cpu_seconds=4,
    memory_mb=300,
    processes=12,
    open_files=40,
    file_mb=2,
    disk_mb=6,
    output_kb=20,
    total_output_kb=50,
    message_mb=1,
    depth=10,
)


SHORT = dataclasses.replace(SMALL, cell_seconds=2, total_seconds=8)


@pytest.fixture(scope="module")
def small(ability):
    with Sandbox(SMALL, "nested") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def short(ability):
    with Sandbox(SHORT, "nested") as sandbox:
        yield sandbox


@pytest.fixture
def try_cells(small):
    """Play cells under small limits; afterwards the sandbox still works for the next run."""
    return lambda *cells, ask=(): _try(small, cells, ask)


@pytest.fixture
def try_briefly(short):
    """The same with little time."""
    return lambda *cells, ask=(): _try(short, cells, ask)


def _try(sandbox, cells, ask):
    played = driver.play_in(Run(*sandbox.start(), sandbox.limits), cells, ask=ask)
    after = driver.play_in(Run(*sandbox.start(), sandbox.limits), ["fine = 1"], ask=["fine"])
    assert (after["values"], after["end"]["reason"]) == ({"fine": "1"}, "ended")
    return played


def status(played) -> list[str]:
    return [outcome["status"] for outcome in played["outcomes"]]


def test_a_cell_that_hangs_is_stopped_and_the_next_one_runs(try_briefly):
    played = try_briefly("while True: pass", "x = 1", ask=["x"])
    assert status(played) == ["timeout", "ok"]
    assert played["values"] == {"x": "1"}
    assert played["outcomes"][0]["error"]["base"] == "KeyboardInterrupt"


def test_a_cell_that_swallows_the_stop_is_told_again(try_briefly):
    played = try_briefly("n = 0\nwhile True:\n    try:\n        while True: n += 1\n    except BaseException: pass")
    assert status(played)[0] in ("timeout", "died")


@pytest.mark.parametrize(
    "cell",
    [
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "sum(range(10**13))",
        "import threading\nlock = threading.Lock(); lock.acquire()\n"
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64)); lock.acquire()",
    ],
    ids=["ignores the signal", "in C", "deadlock"],
)
def test_a_cell_that_cannot_be_stopped_ends_the_run(try_briefly, cell):
    played = try_briefly(cell, "x = 1")
    assert status(played)[0] in ("timeout", "died")
    assert status(played)[1] == "died"


def test_all_cells_together_have_a_limit(try_briefly):
    played = try_briefly(*["import time; time.sleep(1.5)"] * 8)
    assert played["end"]["reason"] == "time"
    assert status(played)[-1] == "died"


def test_processor_time_is_limited(try_cells):
    burn = "def burn():\n    while True: pass\nimport threading\nthreading.Thread(target=burn, daemon=True).start()"
    played = try_cells(burn, "import time; time.sleep(55)")
    assert played["end"]["reason"] == "cpu"


def test_one_process_cannot_take_all_memory(try_cells):
    played = try_cells("x = bytearray(10**9)", "y = 1", ask=["y"])
    assert played["outcomes"][0]["error"]["type_name"] == "MemoryError"
    assert played["values"] == {"y": "1"}


def test_many_processes_cannot_take_all_memory_together(try_cells):
    played = try_cells("""
import os, time
for _ in range(6):
    if os.fork() == 0:
        x = bytearray(os.urandom(1 << 20)) * 150
        time.sleep(60)
time.sleep(60)
""")
    assert played["end"]["reason"] == "memory"


def test_memory_that_nobody_is_counted_for_is_not_to_be_had(try_cells):
    played = try_cells("""
import ctypes, mmap, os
libc = ctypes.CDLL(None)
got = {}
for name, take in {
    "memfd": lambda: os.memfd_create("x"),
    "shared": lambda: mmap.mmap(-1, 1 << 20),
    "shm": lambda: open("/dev/shm/x", "wb"),
    "sysv": lambda: 1 / (libc.shmget(0, 1 << 20, 0o1600) + 1),
}.items():
    try:
        take(); got[name] = True
    except (OSError, ZeroDivisionError):
        got[name] = False
""", ask=["got"])  # fmt: skip
    assert ast.literal_eval(played["values"]["got"]) == dict.fromkeys(["memfd", "shared", "shm", "sysv"], False)


@pytest.mark.parametrize(
    "start",
    ["os.fork() or time.sleep(60)", "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"],
    ids=["processes", "threads"],
)
def test_processes_and_threads_are_limited_and_the_judge_still_gets_its_fork(try_cells, start):
    cell = f"import os, threading, time\nn = 0\nfor _ in range(100):\n    {start}\n    n += 1"
    played = try_cells(cell, ask=["n"])
    assert played["outcomes"][0]["error"]["type_name"] in ("BlockingIOError", "RuntimeError")
    assert 5 < int(played["values"]["n"]) <= SMALL.processes


def test_descriptors_are_limited(try_cells):
    played = try_cells("import os\nfds = []\nwhile True: fds.append(os.dup(0))", "n = len(fds)", ask=["n"])
    assert played["outcomes"][0]["error"]["type_name"] == "OSError"
    assert status(played)[1] == "ok"


def test_files_and_the_disk_are_limited(try_cells):
    one = "with open('one', 'wb') as f:\n    for _ in range(100): f.write(bytes(1 << 20)); f.flush()"
    many = "for i in range(100):\n    with open(f'f{i}', 'wb') as f: f.write(bytes(1 << 20))"
    dust = "for i in range(10_000): open(f'd{i}', 'w').close()"
    played = try_cells(one, many, dust, "import os; n = sum(os.path.getsize(f) for f in os.listdir()) >> 20", ask=["n"])
    assert [o["error"]["type_name"] for o in played["outcomes"][:3]] == ["OSError"] * 3
    assert int(played["values"]["n"]) <= 6


@pytest.mark.parametrize(
    "flood",
    [
        "for _ in range(200): print('x' * 10**6)",
        "import os\nfor _ in range(200): os.write(1, b'x' * 10**6)",
        "import subprocess\nsubprocess.run('yes | head -c 200000000', shell=True)",
        "from IPython.display import display, HTML\ndisplay(HTML('x' * 10**7))",
        "'x' * 10**7",
        "raise ValueError('x' * 10**7)",
        "import sys\nfor _ in range(200): sys.stdout.buffer.write(b'x' * 10**6)",
        "import warnings\nfor i in range(2000): warnings.warn('x' * 1000 + str(i))",
    ],
    ids=["print", "descriptor", "program", "display", "result", "error", "bytes", "warnings"],
)
def test_output_is_cut_not_kept(try_cells, flood):
    played = try_cells(flood, "print('next')")
    shown = played["outcomes"][0]["outputs"]
    assert 0 < len(str(shown)) < 100_000
    assert played["outcomes"][1]["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "next\n"}]


def test_output_of_all_cells_together_is_cut(try_cells):
    played = try_cells(*["print('x' * 19_000)"] * 6)
    assert len(str([o["outputs"] for o in played["outcomes"]])) < 70_000


def test_values_are_limited_in_size_and_depth(small):
    with Run(*small.start(), SMALL) as run:
        run.cell("import numpy as np\nbig = np.zeros(10**6)\ndeep = []\nfor _ in range(50): deep = [deep]", 1)
        run.cell("def give_big(): return big\ndef give_deep(): return deep\ndef endless():\n    while True: yield 1", 2)
        with run.fork() as fork:
            assert "larger" in fork.get("big").why
            assert "deep" in fork.get("deep").why
            assert "larger" in fork.call(fork.get("give_big")).error.message
            assert "deep" in fork.call(fork.get("give_deep")).error.message
            assert fork.call(fork.get("endless")).value.type_name == "generator"


def test_a_hanging_function_costs_its_fork_alone(short):
    with Run(*short.start(), dataclasses.replace(SHORT, total_seconds=60)) as run:
        run.cell("def hang():\n    while True: pass\ndef die():\n    import os; os._exit(3)\ndef fine(): return 1", 1)
        for name, lost in (("hang", "time"), ("die", "died")):
            with run.fork() as fork:
                assert fork.call(fork.get(name)).lost == lost
                assert fork.lost == lost
            with run.fork() as fork:
                assert fork.call(fork.get("fine")).value == 1
        assert run.close().reason == "ended"


@pytest.mark.parametrize(
    ("cell", "detail"),
    [
        ("import os; os._exit(3)", "exit status 3"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("def f(): f()\nimport sys; sys.setrecursionlimit(10**9); f()", ""),
    ],
)
def test_a_death_ends_the_run_and_is_explained(try_cells, cell, detail):
    played = try_cells(cell, "x = 1")
    assert status(played) == ["died", "died"]
    assert played["end"]["reason"] == ("died" if detail else "memory")
    assert detail in played["end"]["detail"]


@pytest.mark.parametrize(
    "wrong", [{"cell_seconds": 0}, {"memory_mb": -1}, {"processes": 1.5}, {"depth": True}, {"disk_mb": "1"}]
)
def test_a_senseless_limit_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)


MARK = "grading-mark-4711"
STAYERS = {
    "setsid": "subprocess.Popen(['sleep', '600'], start_new_session=True, env={'M': mark})",
    "double fork": """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execve('/bin/sleep', ['sleep', '600'], {'M': mark})
    os._exit(0)""",
    "ignores signals": "subprocess.Popen(['sh', '-c', 'trap : 1 2 15; sleep 600; sleep 600'], env={'M': mark})",
    "at exit": "import atexit; atexit.register(subprocess.Popen, ['sleep', '600'], env={'M': mark})",
    "a timer": "threading.Timer(1, subprocess.Popen, [['sleep', '600']], dict(env={'M': mark})).start()",
    "in a fork": "def f(): subprocess.Popen(['sleep', '600'], start_new_session=True, env={'M': mark})",
}


@pytest.mark.parametrize("stayer", STAYERS.values(), ids=STAYERS)
@pytest.mark.parametrize("mode", ["nested", "single"])
def test_nothing_lives_on(ability, mode, stayer, small):
    sandbox = small if mode == "nested" else Sandbox(Limits(), "single")
    try:
        with Run(*sandbox.start(), SMALL if mode == "nested" else Limits()) as run:
            start = f"import os, subprocess, threading\nmark = {MARK!r}\n{stayer}"
            assert run.cell(start, 1).status == "ok"
            with run.fork() as fork:
                if "f" in fork.bound():
                    assert fork.call(fork.get("f")).error is None
            run.cell("import time; time.sleep(0.2)", 2)
        assert not _alive(MARK)
    finally:
        if mode == "single":
            sandbox.close()


def _alive(mark) -> list[str]:
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                found += [pid] if mark.encode() in file.read() else []
        except OSError:
            continue
    return found


def test_the_search_for_survivors_finds_one():
    import subprocess
    import time

    process = subprocess.Popen(["sleep", "600"], env={"M": "grading-mark-4712"})
    deadline = time.monotonic() + 10
    try:
        # Popen returns while the kernel still loads the program: its environment shows a moment later.
        while str(process.pid) not in _alive("grading-mark-4712"):
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    assert not _alive("grading-mark-4712")
