"""What the browser tests share: JupyterLab, skipped in one line where there is no browser to run it in."""

import shutil
from contextlib import contextmanager

import pytest

from tests.browser.jupyterlab import BrowserMissing, find_chromium, jupyterlab

LESSON = "01_one_neuron"


@contextmanager
def jupyterlab_or_skip(folder, **options):
    """`jupyterlab`, or a skip that says what to install."""
    try:
        find_chromium()
        import playwright  # noqa: F401  only to see whether it is there
    except (BrowserMissing, ModuleNotFoundError) as missing:
        pytest.skip(f"browser tests: {missing}")
    with jupyterlab(folder, **options) as lab:
        yield lab


@contextmanager
def opened(name, root, work):
    """A student's copy of a lesson, open in JupyterLab and not yet run."""
    (work / name).mkdir()
    shutil.copy(root / "notebooks" / name / f"{name}.ipynb", work / name)
    with jupyterlab_or_skip(work) as lab:
        lab.open(f"{name}/{name}.ipynb")
        yield lab


@pytest.fixture(scope="module")  # no longer: while one Playwright is open in a process, no other can start
def lesson(root, tmp_path_factory):
    """A student's copy of lesson 1, open in JupyterLab and not yet run."""
    with opened(LESSON, root, tmp_path_factory.mktemp("work")) as lab:
        yield lab
