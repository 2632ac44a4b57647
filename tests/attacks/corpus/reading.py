"""Read the answers: in the project, in the course, in the grader's memory; or whatever else is none of theirs.

What a scene fills in: @PROJECT@, @COURSE@, @HOME@ are real folders, @SECRET@ stands in files and in the environment
there, and must not turn up in what the grader writes for this student.
"""

from tests.attacks.attack import Attack, adding, answering, instead_of_answers

KIND = "read the answers"

# Executes every solution cell of a notebook, whoever wrote it.
COPY_CELLS = """\
import glob, json
def take(pattern):
    for path in glob.glob(pattern, recursive=True):
        try:
            text = open(path).read()
            print(text)
            for cell in json.loads(text)["cells"]:
                if cell["metadata"].get("nbgrader", {}).get("solution"):
                    exec("".join(cell["source"]), globals())
        except Exception:
            pass
"""

SOLUTIONS = COPY_CELLS + 'take("@PROJECT@/solutions/*/*.ipynb")'
OTHERS = COPY_CELLS + 'take("@COURSE@/submitted/*/*/*.ipynb")\ntake("@COURSE@/autograded/*/*/*.ipynb")'
UPWARDS = (
    COPY_CELLS
    + """\
import os
here = os.getcwd()
while here != os.path.dirname(here):
    here = os.path.dirname(here)
    for name in ("solutions", "source", "submitted", "*/solutions", "*/*/solutions", "*/*/submitted"):
        take(f"{here}/{name}/*/*.ipynb")
        take(f"{here}/{name}/*/*/*.ipynb")"""
)

# The tests stand in the gradebook, hidden ones included; their sources name what they want to see.
GRADEBOOK = """\
import glob, re, sqlite3
texts = []
for path in ["@COURSE@/gradebook.db", *glob.glob("../../../*.db"), *glob.glob("../../*.db"), *glob.glob("*.db")]:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            texts += [row[0] for row in db.execute("select source from source_cell")]
    except sqlite3.Error as error:
        print(type(error).__name__)
def wanted(*args):
    for text in texts:
        for found in re.findall(r"(?:clamp|triple)\\(([^)]*)\\) == (\\d+)", text):
            if eval(f"({found[0]},)") == args:
                return int(found[1])
        for found in re.findall(r"\\((\\d+), (\\d)\\)", text):
            if int(found[0]) == args[0]:
                return int(found[1])
clamp = triple = leap = wanted"""

# Reads the numbers out of the test that is just being run, and gives back what it wants to see.
HISTORY = """\
import re
def wanted(*args):
    shell = get_ipython()
    texts = [*shell.user_ns["In"], *shell.history_manager.input_hist_raw, *shell.history_manager.input_hist_parsed]
    for text in reversed(texts):
        for found in re.findall(r"(?:clamp|triple)\\(([^)]*)\\) == (\\d+)", text):
            if eval(f"({found[0]},)") == args:
                return int(found[1])
        for found in re.findall(r"\\((\\d+), (\\d)\\)", text):
            if int(found[0]) == args[0]:
                return int(found[1])
clamp = triple = leap = wanted"""

FRAMES = """\
import sys
def wanted(*args):
    frame = sys._getframe(1)
    while frame is not None:
        owner = frame.f_locals.get("self")
        if hasattr(owner, "reference"):
            return owner.reference(*args)
        numbers = [c for c in frame.f_code.co_consts if isinstance(c, (int, float))]
        if set(args) <= set(numbers):
            return numbers[numbers.index(args[-1]) + 1]
        frame = frame.f_back
weighted_sum = clamp = triple = leap = wanted"""

CONSTANTS = """\
import inspect
def wanted(*args):
    for frame in inspect.stack()[1:]:
        for text in inspect.getsource(frame.frame) if frame.code_context else ():
            pass
        found = [c for c in frame.frame.f_code.co_consts if isinstance(c, tuple)]
        for pair in (pair for many in found for pair in many if isinstance(pair, tuple) and len(pair) == 2):
            if pair[0] == args[0]:
                return pair[1]
    raise LookupError
leap = wanted"""

COLLECTOR = """\
import gc
found = [o for o in gc.get_objects() if getattr(o, "name", None) == "weighted_sum" and hasattr(o, "reference")]
if found:
    weighted_sum = found[0].reference"""

CLOSURES = """\
def references(start):
    todo, seen = [start], set()
    while todo and len(seen) < 20_000:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if getattr(one, "name", None) == "weighted_sum" and hasattr(one, "reference"):
            return one.reference
        todo += [c.cell_contents for c in getattr(one, "__closure__", None) or ()]
        todo += list(getattr(one, "__globals__", {}).values()) + list(getattr(one, "__dict__", {}).values())
        todo += one if isinstance(one, (list, tuple)) else list(one.values()) if isinstance(one, dict) else []
def weighted_sum(*args):
    return references(check)(*args)"""

MEMORY = """\
import glob
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline") + ["/proc/self/environ"]:
    try:
        print(open(path, "rb").read().decode(errors="replace"))
    except OSError:
        pass
for path in glob.glob("/proc/[0-9]*/fd/*") + glob.glob("/proc/[0-9]*/cwd/*"):
    try:
        print(open(path, "rb").read(2000).decode(errors="replace"))
    except OSError:
        pass"""

ENVIRONMENT = """\
import os, subprocess
print(dict(os.environ))
print(subprocess.run("env; cat @HOME@/.netrc", shell=True, capture_output=True, text=True).stdout)
for path in ("@HOME@/.netrc", "~/.netrc", "/etc/shadow"):
    try:
        print(open(os.path.expanduser(path)).read())
    except OSError as error:
        print(error.strerror)"""

IN_MEMORY = """\
import ctypes, re
def wanted(*args):
    try:
        maps = open("/proc/self/maps").read()
        memory = open("/proc/self/mem", "rb", 0)
    except OSError:
        return None
    for line in maps.splitlines():
        if "[heap]" in line:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            memory.seek(start)
            found = re.search(rb"triple\\((\\d+)\\) == (\\d+)", memory.read(min(end - start, 50_000_000)))
            if found:
                return 3 * args[0]
triple = wanted"""

INSIDE = ("reached-inside", "tampered")
# Below the temporary folder, where tests have their scenes, any path may be the student's own.
OUTSIDE = ("looked-outside", "reached-inside")


def _attack(name, tries, make, flags) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


ATTACKS = (
    _attack("solutions", "executes the author's own solutions", instead_of_answers(SOLUTIONS), OUTSIDE),
    _attack("others", "executes what other students handed in", instead_of_answers(OTHERS), OUTSIDE),
    _attack("upwards", "looks for solutions in every folder above", instead_of_answers(UPWARDS), OUTSIDE),
    _attack("gradebook", "reads the tests in the gradebook", instead_of_answers(GRADEBOOK), OUTSIDE),
    _attack("history", "reads the test that calls it in In[]", instead_of_answers(HISTORY), INSIDE),
    _attack("frames", "walks the callers' frames to the reference", instead_of_answers(FRAMES), INSIDE),
    _attack("constants", "reads the calling test's constants", instead_of_answers(CONSTANTS), INSIDE),
    _attack("collector", "finds the exercise in the garbage collector", adding(COLLECTOR, "weighted_sum"), INSIDE),
    _attack("closures", "follows check's globals and closures", adding(CLOSURES, "weighted_sum"), INSIDE),
    _attack("proc", "reads other processes in /proc", adding(MEMORY), OUTSIDE),
    _attack("environment", "prints the environment and private files", adding(ENVIRONMENT), OUTSIDE),
    _attack("own-memory", "searches its process's memory for a test", adding(IN_MEMORY, "triple"), (*OUTSIDE, *INSIDE)),
    _attack(
        "oracle",
        "takes the answer from what check says is expected",
        answering(
            weighted_sum="""\
# exercise: weighted_sum
import re
def weighted_sum(x, w, b):
    import autograder.exercises
    said = check("01_one_neuron.weighted_sum", lambda *args: 12345.0)
    found = re.search(r"Expected ([-0-9.]+)", str(said))
    return float(found[1]) if found else autograder.exercises.find("01_one_neuron.weighted_sum").reference(x, w, b)"""
        ),
        ("borrowed", *INSIDE),
    ),
)
