"""Does each lesson run from top to bottom, blank and solved, with the points and the figures that it should give?"""

import time
from pathlib import Path

import nbformat
import pytest

from autograder import exercises
from tests import lesson_figures, running
from tests.figure_reader import figures_without_ground, long_numbers, stands

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))

SECONDS_FOR_A_LESSON = 20  # from top to bottom, blank or solved, on two cores


def read(folder: str, lesson: str):
    return nbformat.read(ROOT / folder / lesson / f"{lesson}.ipynb", as_version=4)


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request):
    return request.param


def run_timed(folder, lesson, tmp_path_factory):
    start = time.perf_counter()
    ran = running.run(read(folder, lesson), tmp_path_factory.mktemp(folder))
    return ran, time.perf_counter() - start


@pytest.fixture(scope="module")
def solved(lesson, tmp_path_factory):
    return run_timed("solutions", lesson, tmp_path_factory)


@pytest.fixture(scope="module")
def blank(lesson, tmp_path_factory):
    return run_timed("notebooks", lesson, tmp_path_factory)


def test_solved_runs_without_error_or_warning(solved):
    assert running.complaints(solved[0]) == []


def test_blank_runs_without_error_or_warning(blank):
    assert running.complaints(blank[0]) == []


def test_both_run_in_time(solved, blank):
    assert solved[1] < SECONDS_FOR_A_LESSON
    assert blank[1] < SECONDS_FOR_A_LESSON


def test_solved_gets_every_point_of_every_exercise(lesson, solved):
    results = running.results(solved[0])
    assert {name: result["points"] for name, result in results.items()} == exercises_with_points(lesson)
    assert {result["verdict"] for result in results.values()} == {"right"}
    assert sum(float(points) for points in running.plain_points(solved[0]).values()) == 20


def test_each_check_gives_nothing_for_a_blank_answer(lesson, blank):
    results = running.results(blank[0])
    assert {name: result["max_points"] for name, result in results.items()} == exercises_with_points(lesson)
    assert {result["verdict"] for result in results.values()} == {"not attempted"}
    points = running.plain_points(blank[0])
    assert len(points) == len(results)
    assert {float(value) for value in points.values()} == {0.0}


def test_no_exercise_needs_a_cell_that_only_shows_something(lesson, tmp_path):
    notebook = read("solutions", lesson)
    notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("tags")]
    ran = running.run(notebook, tmp_path)
    assert running.complaints(ran) == []
    assert {result["verdict"] for result in running.results(ran).values()} == {"right"}


def test_figures_in_the_text_are_those_that_the_cells_show(lesson, solved):
    assert list(figures_without_ground(lesson, solved[0])) == []


def exercises_with_points(lesson: str) -> dict[str, float]:
    return {f"{lesson}.{name}": points for name, points in exercises.points(lesson).items()}


# The helpers these tests stand on notice what they should.


def test_an_error_a_warning_and_a_line_on_stderr_are_seen(tmp_path):
    sources = ["1 / 0", "import warnings\nwarnings.warn('odd')", "import sys\nprint('psst', file=sys.stderr)", "1"]
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    ran = running.run(nbformat.v4.new_notebook(cells=cells), tmp_path)
    assert running.complaints(ran) == [
        "cell-0: ZeroDivisionError: division by zero",
        "cell-1: UserWarning: odd",
        "cell-2: psst\n",
    ]
    assert [cell.id for cell in ran.cells] == ["cell-0", "cell-1", "cell-2", "cell-3"]


def test_figures_that_no_cell_shows_are_told(lesson, solved):
    bare = nbformat.from_dict(solved[0])
    for cell in bare.cells:
        cell.pop("outputs", None)
    told = [line for line in figures_without_ground(lesson, bare) if "does not show" in line]
    assert len(told) == len(lesson_figures.PRINTED.get(lesson, ()))


def test_a_piece_stands_only_where_no_number_goes_on():
    assert stands("5.2 ms", "in 5.2 ms. Or not")
    assert stands("# ms … of 8", "in 5.2 ms, with 3 of 8, say")
    assert not any(stands("5.2", text) for text in ("15.2", "1,5.2", "5.25", "5.2,5"))
    assert long_numbers("In 1998, 1,000 of `1,234` made 1,024, or 0.0625.") == {"1,024"}
