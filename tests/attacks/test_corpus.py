"""Is the corpus what it claims to be, and would each gate see what it is there for?"""

import ast
import json
import re
import shutil
import sys

import pytest

from autograder.grading.flags import FLAGS
from tests.attacks.active import active_html, active_parts
from tests.attacks.attack import ALL_RIGHT, ALL_WRONG, filled, read
from tests.attacks.batches import released_submissions, student
from tests.attacks.corpus import CLASSES
from tests.attacks.corpus.honest import HONEST
from tests.attacks.corpus.writing import NEIGHBOUR
from tests.attacks.scene import SECRET, Scene, free_port
from tests.attacks.target import EXERCISES, FULL, LESSON, RIGHT, WRONG

ALL = [attack for attacks in CLASSES.values() for attack in attacks]


def test_every_class_has_its_variants():
    assert len(CLASSES) == 14
    assert all(len(attacks) >= 4 for attacks in CLASSES.values())
    assert len(ALL) >= 70
    assert len(HONEST) >= 25


def test_names_are_unique_and_flags_are_known():
    names = [student(attack) for attack in ALL]
    assert len(set(names)) == len(names)
    assert not {kind for attack in ALL for kind in attack.flags} - FLAGS.keys()
    assert not {kind for _, kinds in HONEST.values() for kind in kinds} - FLAGS.keys()


def test_bounds_make_sense():
    assert all(0 <= attack.at_least <= attack.fair <= FULL for attack in ALL)
    assert sum(points for points, *_ in EXERCISES.values()) == FULL
    assert RIGHT.keys() == WRONG.keys() == EXERCISES.keys()


@pytest.fixture
def scene(target, tmp_path):
    project = type(target)(shutil.copytree(target.root, tmp_path / "project"))
    return Scene(tmp_path, project, free_port())


@pytest.mark.parametrize(("cells", "earned"), [(ALL_RIGHT, FULL), (ALL_WRONG, 0.0)])
def test_the_target_itself(target, cells, earned):
    """Run in one process, tests and all: right work earns everything, wrong work nothing."""
    master = read((target.solutions / LESSON / f"{LESSON}.ipynb").read_text())
    space, total = {}, 0.0
    for one in filled(master, cells)["cells"]:
        if one["cell_type"] == "code":
            total += _earned(one["source"], one["metadata"].get("nbgrader", {}).get("points", 0), space)
    assert total == earned


def _earned(source, points, space) -> float:
    """Run a cell; a last expression that is a number is its score, as nbgrader has it."""
    *lines, last = ast.parse(source).body
    try:
        if not isinstance(last, ast.Expr):
            exec(source, space)
            return points
        exec(compile(ast.Module(lines, []), "cell", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
    except AssertionError:
        return 0
    return points if value is None else float(value)


def test_every_attack_can_be_handed_in(scene):
    scene.set_up(released_submissions(scene.released, ALL))
    handed_in = {path.name for path in (scene.course / "submitted").iterdir()}
    assert handed_in >= {student(attack) for attack in ALL}
    assert scene.changes() == []


def test_code_of_the_corpus_is_complete(scene):
    """An attack with a slip in it would be held by anybody: all code parses, and every name is filled in."""
    scene.set_up(released_submissions(scene.released, ALL))
    for path in (scene.course / "submitted").glob(f"m-*/{LESSON}/*"):
        if path.is_symlink() or not path.is_file():
            continue
        assert not re.search(rb"@[A-Z]+@", path.read_bytes()), path
        for source in _code(path):
            compile(source, str(path), "exec")


def _code(path):
    """Yield the code in a file; nothing where it is no notebook, which is what some attacks are about."""
    try:
        cells = json.loads(path.read_bytes())["cells"] if path.suffix == ".ipynb" else []
    except (ValueError, KeyError, RecursionError):
        return
    for one in cells if isinstance(cells, list) else []:
        if isinstance(one, dict) and one.get("cell_type") == "code" and isinstance(one.get("source"), str):
            yield one["source"]


# Each gate of test_attacks.py, with the fault planted that it is there for.


@pytest.mark.parametrize(
    "change",
    [
        lambda scene: (scene.course / "submitted" / NEIGHBOUR / LESSON / f"{LESSON}.ipynb").write_text("{}"),
        lambda scene: (scene.folder / "outside" / "canary").chmod(0o600),
        lambda scene: (scene.folder / "home" / "new").write_text(""),
        lambda scene: (scene.project.root / "pyproject.toml").unlink(),
        lambda scene: (scene.course / "nbgrader_config.py").write_text(""),
    ],
)
def test_a_changed_file_is_seen(scene, change):
    scene.set_up({})
    change(scene)
    assert len(scene.changes()) == 1


DAEMON = """\
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    time.sleep(600)"""
CALLS = """\
import socket
socket.create_connection(("127.0.0.1", {port})).close()
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", {port}))
s = socket.socket(socket.AF_UNIX)
s.connect("\\0{name}")"""


def test_what_is_left_running_is_seen_and_ended(scene):
    report = scene.run([sys.executable, "-c", DAEMON], seconds=60, grace=0.5)
    assert not report["hung"]
    assert len(report["left"]) == 1
    assert "time.sleep(600)" in report["left"][0]


def test_callers_are_counted(scene):
    code = CALLS.format(port=scene.port, name=scene.socket)
    report = scene.run([sys.executable, "-c", code], seconds=60, grace=0.5)
    assert (report["status"], report["left"], report["callers"]) == (0, [], 3)


def test_what_never_ends_is_ended(scene):
    report = scene.run([sys.executable, "-c", "import time; time.sleep(600)"], seconds=1, grace=0.5)
    assert report["hung"]
    assert len(report["left"]) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<img src=x onerror=x>",
        '<a href=" java\nscript:x">',
        "<iframe srcdoc='x'>",
        "<svg onload=x />",
    ],
)
def test_what_would_run_is_found(html):
    assert active_html(html)
    page = {"cells": [{"cell_type": "markdown", "source": html}]}
    assert active_parts(page) or html.startswith("<a")
    output = {"output_type": "display_data", "data": {"text/html": [html]}}
    assert active_parts({"cells": [{"cell_type": "code", "source": "", "outputs": [output]}]})


def test_what_only_shows_is_not_found():
    assert active_html('<b>1 < 2</b><img alt="x" src="data:image/png;base64,AA=="><a href="#top">up</a>') == []


def test_a_neighbour_s_secret_is_where_attacks_look_for_it(scene):
    scene.set_up({})
    places = (scene.course / "submitted" / NEIGHBOUR / LESSON / f"{LESSON}.ipynb", scene.folder / "home" / ".netrc")
    assert all(SECRET in place.read_text() for place in places)
    assert SECRET in scene.run(["env"], seconds=60, grace=0.5)["log"]
