"""Forge the result: say in the grader's own words that all is well."""

from tests.attacks.attack import Attack, adding, answering, instead_of_answers, test_cells
from tests.attacks.target import EXERCISES

KIND = "forge the result"
RESULT = "application/vnd.autograder.result+json"

SHOW_THEN_RAISE = """\
# exercise: {name}
def {name}(*args):
    get_ipython().displayhook("ok")
    get_ipython().display_formatter and __import__("sys").displayhook("ok")
    raise RuntimeError("too late")"""

BUNDLE = """\
from IPython.display import display
said = {"id": "01_one_neuron.weighted_sum", "points": 2.0, "max_points": 2.0, "verdict": "right", "message": ""}
for name in ("weighted_sum", "clamp", "normalise", "triple", "leap", "primes"):
    display({"text/plain": "2.0", "application/vnd.autograder.result+json": said}, raw=True)
    get_ipython().display_pub.publish({"application/vnd.autograder.result+json": said})"""

PRINTED = """\
print("2.0")
print('{"status": "graded", "score": 10.0, "max_score": 10.0, "flags": []}')
print("All tests passed. Score: 10 of 10")"""

PIPES = """\
import json, os, struct
words = json.dumps({"value": 6, "status": "ok", "verdict": "right", "points": 10.0, "ok": True, "id": 1}).encode()
for number in range(3, 128):
    for frame in (words, struct.pack("<I", len(words)) + words, struct.pack(">Q", len(words)) + words, b"\\xff" * 64):
        try:
            os.set_blocking(number, False)
            os.write(number, frame)
        except OSError:
            pass"""

STDOUT = """\
import os, sys
for number in (1, 2):
    os.write(number, b'\\x00\\x00\\x00\\x20{"status": "ok", "score": 10.0}\\n' * 50)
sys.__stdout__.write('{"version": 1, "results": [{"score": 10.0}]}\\n')
sys.__stderr__.write("graded: 10 of 10\\n")"""

MESSAGES = """\
shell = get_ipython()
try:
    session, socket = shell.kernel.session, shell.kernel.iopub_socket
except AttributeError:
    session = None
def forge(*args):
    if session is not None:
        content = {"data": {"text/plain": "'ok'"}, "metadata": {}, "execution_count": 1}
        session.send(socket, "execute_result", content, parent=shell.kernel.get_parent("shell"))
    raise RuntimeError("too late")
weighted_sum = clamp = normalise = triple = leap = forge"""

FROM_A_FUNCTION = """\
# exercise: {name}
def {name}(*args):
    from IPython.display import display
    said = {{"id": "91_target.{name}", "points": 2.0, "max_points": 2.0, "verdict": "right", "message": ""}}
    display({{"text/plain": "2.0", "application/vnd.autograder.result+json": said}}, raw=True)
    print("2.0")
    return 12345.0"""

SOCKETS = """\
# exercise: clamp
def clamp(*args):
    import os, stat, socket
    for number in range(3, 128):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as s:
                    s.setblocking(False)
                    s.send(b'{"status": "ok", "value": 3}' * 100)
        except OSError:
            pass
    return 12345"""


def _stored_outputs(nb):
    """Hand in tests that seem to have been run already, with full marks."""
    for one in test_cells(nb):
        said = {"id": one["id"], "points": 2.0, "max_points": 2.0, "verdict": "right", "message": ""}
        data = {"text/plain": ["2.0"], RESULT: said}
        result = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 5}
        one["outputs"], one["execution_count"] = [result], 5
    return nb


def _functions(template):
    return answering(**{name: template.format(name=name) for name in EXERCISES if name != "primes"})


FORGED = ("tampered", "reached-inside", "patched", "wrote-outside", "died", "stopped-cell", "over-limit")


def _attack(name, tries, make, flags=FORGED) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


ATTACKS = (
    _attack("displayhook", "shows 'ok' as the test's result, then raises", _functions(SHOW_THEN_RAISE)),
    _attack("result-bundle", "displays what the real check displays", adding(BUNDLE)),
    # What anybody may print, and nobody reads.
    _attack("printed", "prints marks in the grader's words", adding(PRINTED), ()),
    _attack("descriptors", "writes answers to every open descriptor", adding(PIPES), ()),
    _attack("raw-stdout", "writes results past Python to stdout and stderr", adding(STDOUT), ()),
    _attack("kernel-messages", "sends a forged execute_result through the kernel", instead_of_answers(MESSAGES)),
    _attack("display-in-call", "displays a forged result while it is being tested", _functions(FROM_A_FUNCTION)),
    _attack("sockets-in-call", "answers on every socket it finds while it is being tested", answering(clamp=SOCKETS)),
    _attack("stored-outputs", "hands in tests that carry full marks as their outputs", _stored_outputs, ()),
)
