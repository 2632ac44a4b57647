"""Each later lesson as a student meets it: JupyterLab, a browser, from top to bottom. Lesson 1 has its own tests."""

import json

import pytest

from autograder.exercises import LESSONS
from tests.browser.conftest import LESSON, opened
from tests.browser.contrast import too_faint
from tests.browser.jupyterlab import DARK, LIGHT


@pytest.fixture(scope="module", params=[name for name in LESSONS if name != LESSON])
def name(request):
    return request.param


@pytest.fixture(scope="module")
def cells(name, root):
    return json.loads((root / "notebooks" / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


@pytest.fixture(scope="module")
def ran(name, root, tmp_path_factory):
    """The student's copy, blank, run from top to bottom."""
    with opened(name, root, tmp_path_factory.mktemp("work")) as lab:
        lab.run_all()
        yield lab


def labs(cells) -> list[str]:
    return [cell["id"] for cell in cells if cell["metadata"].get("tags") == ["lab"]]


def test_the_whole_lesson_runs_without_a_complaint(ran):
    assert ran.complaints() == []


def test_every_picture_is_there_and_can_be_read_aloud(ran):
    pictures = ran.page.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg[role=img]").all()
    assert len(pictures) >= 3
    for picture in pictures:
        words = picture.get_attribute("alt") or picture.get_attribute("aria-label") or ""
        assert len(words.split()) >= 4, words


def test_every_lab_answers_the_keyboard_and_its_buttons(ran, cells):
    assert labs(cells)
    for lab in labs(cells):
        cell = ran.cell(lab)
        picture = cell.locator("svg[role=img]")
        untouched = picture.get_attribute("aria-label")
        handle = cell.get_by_role("slider").first
        at_the_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
        handle.press("ArrowLeft" if at_the_end else "ArrowRight")
        moved = changed_from(cell, untouched)
        cell.get_by_role("button", name="Start challenge 1").click()
        changed_from(cell, moved)
        cell.get_by_text("Challenge 1, not yet").wait_for()


def changed_from(cell, label) -> str:
    """Wait until a lab's picture says something else, and return what."""
    picture = cell.locator("svg[role=img]")
    cell.page.wait_for_function(
        "([node, old]) => node.querySelector('svg[role=img]').getAttribute('aria-label') !== old",
        arg=[cell.element_handle(), label],
    )
    return picture.get_attribute("aria-label")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everything_shown_can_be_read(ran, theme):
    ran.set_theme(theme)
    assert too_faint(ran.page) == []
