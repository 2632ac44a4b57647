"""Run cells in a sandbox and say what came of it, in this process or, as a script, in one of another user."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def play(cells, *, mode="nested", limits=None, files=None, hide=(), ask=()) -> dict:
    """Run `cells` in a fresh run and return their outcomes, the values of the names in `ask`, and the end."""
    from autograder.sandbox.client import Run
    from autograder.sandbox.host import Sandbox
    from autograder.sandbox.limits import Limits

    limits = Limits(**(limits or {}))
    with Sandbox(limits, mode, hide=hide) as sandbox:
        return play_in(Run(*sandbox.start(), limits), cells, files or {}, ask)


def play_in(run, cells, files=None, ask=()) -> dict:
    """Run `cells` in a given run; end it."""
    with run:
        run.begin(files or {})
        outcomes = [run.cell(source, number) for number, source in enumerate(cells, start=1)]
        values = {}
        if ask:
            with run.fork() as fork:
                values = {name: repr(fork.get(name)) for name in ask}
        end = run.close()
    return {"outcomes": [asdict(outcome) for outcome in outcomes], "values": values, "end": asdict(end)}


def play_as_plain_user(cells, **settings) -> dict:
    """Do what `play` does as a user without privileges."""
    command = [sys.executable, str(Path(__file__).resolve()), json.dumps({"cells": cells, **settings})]
    done = subprocess.run([*as_plain_user(), *command], capture_output=True, text=True, timeout=300, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"The run as a plain user failed: {done.stderr[-1500:]}")
    return json.loads(done.stdout)


def as_plain_user() -> list[str]:
    """The start of a command that runs the rest without privileges; a Python in root's own folder stays in reach."""
    if os.geteuid() != 0:
        return []
    base = Path(sys.executable).resolve().parents[1]
    folders = [part for p in reversed(base.parents[:-1]) for part in ("--dir", str(p))]
    shown = ["--tmpfs", "/root", *folders, "--ro-bind", str(base), str(base)] if Path("/root") in base.parents else []
    nobody = [
        "setpriv",
        "--reuid",
        "65534",
        "--regid",
        "65534",
        "--clear-groups",
        "--inh-caps=-all",
        "--ambient-caps=-all",
    ]
    return ["bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", *shown, "--", *nobody, "--"]


def why_no_plain_user() -> str:
    """Say why `play_as_plain_user` cannot work here; "" if it can."""
    if os.geteuid() == 0 and not (shutil.which("setpriv") and shutil.which("bwrap")):
        return "needs setpriv: apt install util-linux"
    trial = [*as_plain_user(), sys.executable, "-c", "import numpy"]
    done = subprocess.run(trial, capture_output=True, text=True, timeout=60)
    return "" if done.returncode == 0 else f"a plain user cannot run this Python: {done.stderr.strip()[-200:]}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    given = json.loads(sys.argv[1])
    print(json.dumps(play(given.pop("cells"), **given)))
