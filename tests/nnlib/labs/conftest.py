"""A student's lesson folder, and what was displayed in it."""

import pytest

from nnlib.labs import predictions
from tests.nnlib.labs.predicting import LESSON, enter, restart_kernel


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson's folder as the working directory, and a fresh kernel."""
    restart_kernel()
    return enter(tmp_path, monkeypatch, LESSON)


@pytest.fixture
def shown(monkeypatch):
    """What was displayed as text and as HTML, newest last; widgets are left out."""
    bundles = []

    def display(what, raw=False):
        if raw:
            bundles.append(what)

    monkeypatch.setattr(predictions, "display", display)
    return bundles
