"""The still picture of a lab is small, is the lab's own drawing, and stands in the lesson with the lab's own words."""

import base64
import json
import os
import shutil
from pathlib import Path

import pytest

from nnlib import labs
from nnlib.labs import neuron_explorer, snapshot
from tests.nnlib.labs.pictures import SVG, seen

SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
PNG = b"\x89PNG\r\n\x1a\n"


def lesson(tmp_path, cell_id="neuron-explorer-picture"):
    """Write a notebook with one cell for the picture; return its path."""
    cell = {
        "cell_type": "markdown",
        "id": cell_id,
        "metadata": {},
        "source": ["![old](attachment:neuron_explorer.png)"],
    }
    path = tmp_path / "lesson.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


@pytest.fixture
def chromium():
    """Skip in one line where there is no browser to draw in."""
    pytest.importorskip("playwright", reason="playwright not found: pip install '.[dev]'")
    if shutil.which(os.environ.get("CHROMIUM") or "chromium") is None:
        pytest.skip("chromium not found: install Debian's package chromium, or set CHROMIUM to its path")


def test_the_alt_text_is_what_the_picture_says_of_itself_now():
    lab = neuron_explorer()
    before = snapshot.alt_text(lab)
    lab.set(x1=-1.5)
    assert snapshot.alt_text(lab) == seen(lab).find(SVG + "svg").get("aria-label")
    assert "x1 = −1.5" in snapshot.alt_text(lab)
    assert "x1 = −1.5" not in before


def test_the_picture_and_its_words_are_attached_to_the_lessons_cell(tmp_path):
    path = lesson(tmp_path)
    snapshot.attach(path, "neuron_explorer", PNG, "A neuron, x₁ = −1.5.")
    (cell,) = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cell["source"][0] == "![A neuron, x₁ = −1.5.](attachment:neuron_explorer.png)\n"
    assert cell["source"][-1] == snapshot.CAPTION
    assert base64.b64decode(cell["attachments"]["neuron_explorer.png"]["image/png"]) == PNG


def test_a_lesson_without_the_cell_is_refused_and_left_alone(tmp_path):
    path = lesson(tmp_path, cell_id="another-picture")
    before = path.read_bytes()
    with pytest.raises(LookupError, match="no Markdown cell with the id neuron-explorer-picture"):
        snapshot.attach(path, "neuron_explorer", PNG, "A neuron.")
    assert path.read_bytes() == before


@pytest.mark.parametrize("arguments", [[], ["neuron_explorer"], ["no_such_lab", "picture.png"], ["predict", "p.png"]])
def test_a_wrong_call_says_how_it_is_called(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert snapshot.main(arguments) == 2
    assert "python -m nnlib.labs.snapshot neuron_explorer picture.png" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_chromium_it_says_what_to_install(monkeypatch):
    pytest.importorskip("playwright", reason="playwright not found: pip install '.[dev]'")
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(RuntimeError, match="Chromium was not found"):
        snapshot.png(neuron_explorer())


@pytest.mark.usefixtures("chromium")
def test_the_picture_is_small_and_follows_the_lab(tmp_path, capsys):
    target = tmp_path / "picture.png"
    assert snapshot.main(["neuron_explorer", str(target)]) == 0
    assert target.read_bytes()[:8] == PNG
    assert 10_000 < target.stat().st_size <= 60_000  # an empty sheet has far less
    lab = neuron_explorer()
    assert capsys.readouterr().out.splitlines()[-1] == snapshot.alt_text(lab)
    lab.set(w1=-2.0)
    assert snapshot.png(lab) != target.read_bytes()


@pytest.mark.usefixtures("chromium")
def test_a_picture_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(snapshot, "MOST_BYTES", 1_000)
    with pytest.raises(RuntimeError, match="more than 1,000"):
        snapshot.png(neuron_explorer())


def test_the_picture_in_each_lesson_shows_the_lab_as_it_draws_itself_now():
    pictures = []
    for path in sorted(SOLUTIONS.glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for name, data in cell.get("attachments", {}).items():
                pictures.append(name)
                lab = getattr(labs, name.removesuffix(".png"))()
                shown = snapshot.fingerprint_of(base64.b64decode(data["image/png"]))
                assert shown == snapshot.fingerprint(lab), f"{path}: take {name} anew, see nnlib/labs/snapshot.py"
    assert "neuron_explorer.png" in pictures


def test_the_fingerprint_follows_the_drawing():
    lab = labs.neuron_explorer()
    before = snapshot.fingerprint(lab)
    lab.set(w1=-1.0)
    assert snapshot.fingerprint(lab) != before
