"""What a slider event costs in the kernel: each lab, and `interact` with inline matplotlib.

A real IPython kernel, in a process of its own, gets what a browser sends when a control moves: one message with the new
value. Timed is from the kernel's "busy" to its "idle", by the kernel's own time stamps. This holds the callback,
drawing, encoding the picture, and packing every answer (nothing is left over: a picture that comes later is an error).
It does not hold the way between kernel and browser. All get their events in turns, so that whatever else the
machine does meets all of them.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import run_kernel
from jupyter_client.session import json_packer

from nnlib.labs import LABS

# Run in the kernel, also in the one of the benchmark in the browser.
SETUP = f"""\
%matplotlib inline
import json, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r})
from benchmarks import interact_neuron
from nnlib import labs"""
INTERACT = "interact"
CONTROLS = {lab: f"labs.{lab}().controls" for lab in LABS} | {INTERACT: "interact_neuron.show()"}
ROUNDS, WARM_UP, EVENTS = 10, 3, 12  # a round moves this control and that; its first events are not counted
SECONDS = 60  # for the kernel to start, or to answer

# What a control can be set to, told by the kernel: the options of a choice, or a slider's range.
DESCRIBE = """\
def described(control):
    if hasattr(control, "options"):
        values = list(range(len(control.options)))
        return {"model": control.model_id, "key": "index", "values": values, "now": control.index}
    if isinstance(control.value, bool):
        return {"model": control.model_id, "key": "value", "values": [False, True], "now": control.value}
    steps = round((control.max - control.min) / control.step)
    values = [type(control.value)(round(control.min + i * control.step, 9)) for i in range(steps + 1)]
    return {"model": control.model_id, "key": "value", "values": values, "now": control.value}"""


@dataclass(frozen=True)
class Event:
    """One event: its time in the kernel, and the size of the message that holds the new picture."""

    milliseconds: float
    size: int


def measure() -> dict[str, list[Event]]:
    """Return the events of every lab by its name, and of `INTERACT`."""
    events = {way: [] for way in CONTROLS}
    rng = np.random.default_rng(2)
    with _kernel() as client:
        controls = {way: list(_described(client, shown).values()) for way, shown in CONTROLS.items()}
        for _ in range(ROUNDS):
            for way in CONTROLS:
                moves = [_move(controls[way], rng) for _ in range(WARM_UP + EVENTS)]
                events[way] += [_send(client, *move) for move in moves][WARM_UP:]
    return events


def _move(controls, rng):
    """Choose a control and a value that it does not have, and return its address and new state."""
    control = controls[rng.integers(len(controls))]
    others = [value for value in control["values"] if value != control["now"]]
    control["now"] = others[rng.integers(len(others))]
    return control["model"], {control["key"]: control["now"]}


@contextmanager
def _kernel() -> Iterator[BlockingKernelClient]:
    """A fresh kernel that ends with the block, with a folder of its own for history and settings."""
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as own:
        places = {"IPYTHONDIR": own, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        options = {"env": os.environ | places, "extra_arguments": ["--log-level=ERROR"]}
        with run_kernel(kernel_name="python3", startup_timeout=SECONDS, **options) as client:
            _run(client, f"{SETUP}\n{DESCRIBE}")
            yield client


def _run(client, code):
    """Run code in the kernel and return what it printed."""
    printed = []
    hook = lambda message: printed.append(message["content"].get("text", ""))  # noqa: E731  two words, used once
    reply = client.execute_interactive(code, store_history=False, timeout=SECONDS, output_hook=hook)["content"]
    if reply["status"] != "ok":
        raise RuntimeError(f"The kernel failed on {code!r}: {reply['ename']}: {reply['evalue']}")
    return "".join(printed)


def _described(client, controls):
    """Build a way in the kernel and return its controls by name: address, and what each can be set to."""
    code = f"print(json.dumps({{name: described(control) for name, control in {controls}.items()}}))"
    return json.loads(_run(client, code).splitlines()[-1])


def _send(client, model, state):
    """Send one event, wait until the kernel is idle again, and return what it took."""
    update = {"method": "update", "state": state, "buffer_paths": []}
    message = client.session.msg("comm_msg", {"comm_id": model, "data": update})
    client.shell_channel.send(message)
    answers = []
    while not answers or answers[-1]["content"].get("execution_state") != "idle":
        answer = client.get_iopub_msg(timeout=SECONDS)
        if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            answers.append(answer)
    sizes = [len(json_packer(answer["content"])) for answer in answers if _is_picture(answer)]
    if len(sizes) != 1:
        raise RuntimeError(f"The event {state} was answered by {len(sizes)} pictures instead of one.")
    took = answers[-1]["header"]["date"] - answers[0]["header"]["date"]
    return Event(1000 * took.total_seconds(), sizes[0])


def _is_picture(answer):
    content = answer["content"]
    if answer["msg_type"] == "display_data":
        return "image/png" in content["data"]
    state = content.get("data", {}).get("state", {}) if answer["msg_type"] == "comm_msg" else {}
    return "<svg" in str(state.get("value", ""))
