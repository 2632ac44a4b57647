"""Run a notebook from top to bottom in a kernel of its own, and read what its cells showed."""

import functools
import subprocess
import sys
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient

RESULT = "application/vnd.autograder.result+json"

# Runs before the first cell: what would be a warning for the student is an error for us.
STRICT = "import warnings\nwarnings.simplefilter('error')"


class OneKernel(KernelSpecManager):
    """Knows one kernel, whatever it is asked for: that of a given interpreter."""

    def __init__(self, python: str):
        super().__init__()
        self.python = python

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(argv=[self.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python")


def run(notebook, folder: Path, *, python: str = sys.executable, strict: bool = True, timeout: float = 60):
    """Run a copy of `notebook` in `folder`, with the interpreter `python`, and return the copy with its outputs.

    A cell that raises keeps its error output, and the cells after it still run.
    """
    draw_no_fonts_later(python)
    copy = nbformat.from_dict(notebook)
    if strict:
        copy.cells.insert(0, nbformat.v4.new_code_cell(STRICT, id="strict"))
    manager = AsyncKernelManager(kernel_spec_manager=OneKernel(python))
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(copy, km=manager, timeout=timeout, allow_errors=True, resources=resources)
    client.execute(cleanup_kc=True)  # or it would leave a kernel running that it did not make itself
    if strict:
        del copy.cells[0]
    return copy


@functools.cache
def draw_no_fonts_later(python: str) -> None:
    """Have matplotlib's font list built now: on a machine's first run it says on stderr that it does so."""
    subprocess.run([python, "-c", "import matplotlib.font_manager"], check=True, capture_output=True)


def outputs(notebook, output_type: str) -> list[tuple[str, dict]]:
    """All outputs of one type, each with the id of its cell."""
    return [
        (cell.id, output)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == output_type
    ]


def complaints(notebook) -> list[str]:
    """Everything that should not be there after a run: errors, and whatever was written to stderr."""
    errors = [f"{cell}: {error.ename}: {error.evalue}" for cell, error in outputs(notebook, "error")]
    noise = [f"{cell}: {output.text}" for cell, output in outputs(notebook, "stream") if output.name == "stderr"]
    return errors + noise


def results(notebook) -> dict[str, dict]:
    """What the checks said: exercise id -> {"points", "max_points", "verdict", "message", …}."""
    found = [output.data[RESULT] for _, output in outputs(notebook, "execute_result") if RESULT in output.data]
    return {result["id"]: result for result in found}


def plain_points(notebook) -> dict[str, str]:
    """The text/plain of each check, which is all that plain nbgrader reads: test cell -> number as text."""
    return {
        cell: output.data["text/plain"]
        for cell, output in outputs(notebook, "execute_result")
        if cell.endswith("-test")
    }
