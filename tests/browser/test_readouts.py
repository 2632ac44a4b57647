"""What stands beside a slider is what the lab shows, also after somebody typed there."""

import re

import nbformat
import pytest

from tests.browser.conftest import jupyterlab_or_skip

SLIDERS = "from nnlib.labs import budget_slider\nbudget_slider()"


@pytest.fixture(scope="module")
def cell(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readouts")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SLIDERS, id="sliders")])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(notebook, folder / "sliders.ipynb")
    with jupyterlab_or_skip(folder) as lab:
        lab.open("sliders.ipynb")
        lab.run_all()
        yield lab.cell("sliders")


def typed(cell, readout, words):
    """Click a readout, type, press Enter, and wait until the kernel has had its say."""
    box = readout.bounding_box()
    cell.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    readout.evaluate("node => { if (node.isContentEditable) getSelection().selectAllChildren(node); }")
    cell.page.keyboard.type(words)
    cell.page.keyboard.press("Enter")
    cell.page.wait_for_timeout(1000)  # nothing to wait for: a readout that ignores what is typed sends no message


def shown(cell, name):
    """Return what the picture says of a control."""
    label = cell.locator("svg[role=img]").get_attribute("aria-label")
    return re.search(rf"\b{name} = ([\d,]+),", label)[1]


@pytest.mark.parametrize(("name", "place"), [("budget", 0), ("depth", 1)])  # over options, over numbers
def test_a_readout_never_says_a_number_that_the_lab_does_not_show(cell, name, place):
    readout = cell.locator(".widget-readout").nth(place)
    assert readout.inner_text() == shown(cell, name)
    typed(cell, readout, "7")
    assert readout.inner_text() == shown(cell, name)
