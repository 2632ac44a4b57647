"""The harness itself: it sees faults, says what is missing, and leaves nothing running."""

from contextlib import suppress

import nbformat
import psutil
import pytest

from tests.browser.conftest import jupyterlab_or_skip
from tests.browser.contrast import too_faint
from tests.browser.jupyterlab import BrowserMissing, jupyterlab

FAINT = "from IPython.display import HTML; HTML('<p style=\"color:#bbb;background:#fff\">hardly there</p>')"
CELLS = {"noise": "import sys; print('psst', file=sys.stderr)", "faint": FAINT, "fault": "1 / 0", "after": "print(1)"}


@pytest.fixture
def folder(tmp_path):
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook.cells = [nbformat.v4.new_code_cell(source, id=cell) for cell, source in CELLS.items()]
    nbformat.write(notebook, tmp_path / "faulty.ipynb")
    return tmp_path


def started_by_us():
    """Every process below this one, with its command line."""
    found = {}
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            found[process] = " ".join(process.cmdline())
    return found


def test_faults_are_seen_and_an_interruption_leaves_nothing_running(folder):
    before, during = started_by_us(), {}

    def visit():
        with jupyterlab_or_skip(folder) as lab:
            lab.open("faulty.ipynb")
            lab.run_all()
            assert lab.complaints() == ["noise: psst\n", "fault: ZeroDivisionError: division by zero"]
            assert lab.outputs("after") == []
            assert [text for text in too_faint(lab.page) if "hardly" in text] == ["1.9 to 1: hardly there"]
            lab.run("after")
            assert lab.output_text(-1).strip() == "1"
            during.update(started_by_us())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        visit()
    ours = {process: command for process, command in during.items() if process not in before}
    for part in ("jupyterlab", "ipykernel", "chrom"):
        assert any(part in command for command in ours.values()), f"{part} never ran, so that this test shows nothing"
    assert [command for process, command in ours.items() if process.is_running()] == []


def test_a_cell_that_does_not_exist_is_named(lesson):
    with pytest.raises(Exception, match="no cell nowhere in this notebook"):
        lesson.source("nowhere")


@pytest.mark.parametrize("name", ["no-such-browser", "/no/such/browser"])
def test_a_missing_browser_is_one_line_that_says_what_to_install(tmp_path, monkeypatch, name):
    monkeypatch.setenv("CHROMIUM", name)
    with pytest.raises(BrowserMissing) as missing, jupyterlab(tmp_path):
        pass
    assert "install Debian's package chromium" in str(missing.value)
    assert "\n" not in str(missing.value)
    with pytest.raises(pytest.skip.Exception, match="install Debian's package chromium"), jupyterlab_or_skip(tmp_path):
        pass


def test_a_server_that_does_not_start_says_why(tmp_path):
    with pytest.raises(RuntimeError) as failure, jupyterlab_or_skip(tmp_path / "nowhere"):
        pass
    assert "JupyterLab ended" in str(failure.value)
    assert "nowhere" in str(failure.value)
