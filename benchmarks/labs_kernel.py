"""What a slider event costs in the kernel: the neuron explorer, and `interact` with inline matplotlib.

A real IPython kernel, in a process of its own, gets what a browser sends when a control moves: one message with the new
value. Timed is from the kernel's "busy" to its "idle", by the kernel's own time stamps. This holds the callback,
drawing, encoding the picture, and packing every answer (nothing is left over: a picture that comes later is an error).
It does not hold the way between kernel and browser. Both ways get the same events in turns, so that whatever else the
machine does meets both.
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

from benchmarks.interact_neuron import BENDS, START

# Run in the kernel, also in the one of the benchmark in the browser.
SETUP = f"""\
%matplotlib inline
import json, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r})
from benchmarks import interact_neuron
from nnlib.labs import neuron_explorer"""
CONTROLS = {"ours": "neuron_explorer().controls", "theirs": "interact_neuron.show()"}
ROUNDS, WARM_UP, EVENTS = 10, 3, 12  # a round is a new bend, then sliders; its first events are not counted
SECONDS = 60  # for the kernel to start, or to answer


@dataclass(frozen=True)
class Event:
    """One event: its time in the kernel, and the size of the message that holds the new picture."""

    milliseconds: float
    size: int


def measure() -> dict[str, list[Event]]:
    """Return the events of both ways, "ours" and "theirs"."""
    events = {way: [] for way in CONTROLS}
    with _kernel() as client:
        models = {way: _models(client, controls) for way, controls in CONTROLS.items()}
        for moves in _rounds():
            for way in CONTROLS:
                events[way] += [_send(client, models[way][name], state) for name, state in moves][WARM_UP:]
    return events


def _rounds():
    """Return the moves round by round: a control's name and its new state, never the one that it has."""
    rng = np.random.default_rng(2)
    others = {name: [i for i in range(-30, 31) if i / 10 != start] for name, start in START.items()}
    values = {name: iter(rng.permutation(tenths) / 10) for name, tenths in others.items()}
    names = [*START] * 3
    return [
        [("bend", {"index": i % len(BENDS)})]
        + [(name, {"value": float(next(values[name]))}) for name in names[1 : WARM_UP + EVENTS]]
        for i in range(ROUNDS)
    ]


@contextmanager
def _kernel() -> Iterator[BlockingKernelClient]:
    """A fresh kernel that ends with the block, with a folder of its own for history and settings."""
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as own:
        places = {"IPYTHONDIR": own, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        options = {"env": os.environ | places, "extra_arguments": ["--log-level=ERROR"]}
        with run_kernel(kernel_name="python3", startup_timeout=SECONDS, **options) as client:
            _run(client, SETUP)
            yield client


def _run(client, code):
    """Run code in the kernel and return what it printed."""
    printed = []
    hook = lambda message: printed.append(message["content"].get("text", ""))  # noqa: E731  two words, used once
    reply = client.execute_interactive(code, store_history=False, timeout=SECONDS, output_hook=hook)["content"]
    if reply["status"] != "ok":
        raise RuntimeError(f"The kernel failed on {code!r}: {reply['ename']}: {reply['evalue']}")
    return "".join(printed)


def _models(client, controls):
    """Build one of the two in the kernel and return the addresses of its controls by name."""
    code = f"print(json.dumps({{name: control.model_id for name, control in {controls}.items()}}))"
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
