"""The live card changes in its own place as soon as the variable does, in a real kernel."""

import sys

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient

from nnlib import golf
from tests.nnlib.networks import XOR
from tests.running import OneKernel

CELLS = (
    "from nnlib import golf",
    'golf.follow("mine")',
    "mine = ...",
    "mine = golf.default()",
    "mine[0] = 3",  # a change inside the list
    f"mine = {XOR}",
)


def texts(cell):
    """Return what a cell shows as text."""
    return [output["data"]["text/plain"] for output in cell.outputs if "data" in output]


def run(tmp_path, *sources):
    """Run cells one by one in a fresh kernel; return the cells, and what the second one showed after each."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    manager = AsyncKernelManager(kernel_spec_manager=OneKernel(sys.executable))
    client = NotebookClient(notebook, km=manager, timeout=60, resources={"metadata": {"path": str(tmp_path)}})
    seen = []
    with client.setup_kernel(cleanup_kc=True):
        for place, cell in enumerate(notebook.cells):
            client.execute_cell(cell, place)
            seen.append(texts(notebook.cells[1]))
    return notebook.cells, seen[1:]


def test_the_card_follows_its_variable(tmp_path):
    cells, (given, blank, own, broken, par) = run(tmp_path, *CELLS)
    assert given == blank == [repr(golf.card(...))]
    assert own == [repr(golf.card(golf.default()))]
    assert broken == [repr(golf.card([3, golf.default()[1]]))]
    assert par == [repr(golf.card(XOR))]
    assert not any(cell.outputs for cell in cells[2:])  # the card moves where it stands


def test_a_cell_run_again_follows_with_its_new_card_alone(tmp_path):
    count = 'len(get_ipython().events.callbacks["post_run_cell"])'
    follow = f'golf.follow("mine"); {count}'
    cells, _ = run(tmp_path, "from nnlib import golf", follow, follow)
    (_, once), (_, twice) = (texts(cell) for cell in cells[1:])
    assert once == twice


def test_outside_a_notebook_it_says_what_to_do_instead(capsys):
    golf.follow("mine")
    assert capsys.readouterr().out == (
        "Only a notebook has a card that follows mine: print(golf.card(mine)) shows it as it is now.\n"
    )
