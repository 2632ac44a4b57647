"""The same lesson and submissions through otter-grader, where it is installed: its tests are made from the lesson's.

An otter test passes or fails, so each asks whether the exercise earned all its points. Otter runs the notebook in a
kernel of its own and gives no partial marks; ours and nbgrader do.
"""

import json
import pprint
import subprocess
from pathlib import Path

from autograder.grading.project import HERE
from autograder.grading.results import graded_cells
from benchmarks.grading_courses import LESSON, Stage
from benchmarks.grading_processes import Ran, run

_ONE_PROCESS = """\
import json, sys
from otter.api import grade_submission
archive, *notebooks = sys.argv[1:]
for notebook in notebooks:
    results = grade_submission(notebook, archive, quiet=True)
    passed = [name for name, one in results.results.items() if one.score == one.possible]
    print(json.dumps({"passed": passed}), flush=True)
"""


class Otter:
    """Otter on one lesson.

    Parameters
    ----------
    python : str
        The interpreter of the environment that it is installed in.
    stage : Stage
    """

    def __init__(self, python: str, stage: Stage):
        self.python, self.stage = python, stage
        self.archive = stage.folder / "autograder.zip"
        self._make_archive(stage.folder / "otter-tests")

    @staticmethod
    def is_installed(python: str) -> bool:
        """Return whether this interpreter has otter."""
        return subprocess.run([python, "-c", "import otter"], capture_output=True).returncode == 0

    def in_one_process(self, n: int, first: int | None = None) -> tuple[Ran, dict]:
        """Grade submissions one after the other by otter's own Python interface; return the run and who passed what."""
        notebooks = self._notebooks(n, first)
        done = run([self.python, "-c", _ONE_PROCESS, self.archive, *notebooks], self.stage.folder, self.stage.env)
        said = [json.loads(line)["passed"] for _, line in done.lines if line.startswith('{"passed"')]
        if done.status or len(said) != len(notebooks):
            raise RuntimeError(f"otter ended with status {done.status}: {[line for _, line in done.lines[-10:]]}")
        return done, {path.parts[-3]: set(passed) for path, passed in zip(notebooks, said, strict=True)}

    def a_process_each(self, n: int, first: int | None = None) -> float:
        """Grade each submission with ``otter run`` and return the seconds that all of them took."""
        seconds = 0.0
        for notebook in self._notebooks(n, first):
            done = self._otter("run", notebook, "--autograder", self.archive, "--output-dir", self.stage.folder)
            seconds += done.seconds
        return seconds

    def _notebooks(self, n, first) -> list[Path]:
        return sorted(self.stage.submissions(n).glob(f"submitted/*/{LESSON}/{LESSON}.ipynb"))[:first]

    def _make_archive(self, tests: Path) -> None:
        tests.mkdir()
        for cell in graded_cells(HERE.solutions / LESSON / f"{LESSON}.ipynb"):
            name = cell.name.removesuffix("-test")
            (tests / f"{name}.py").write_text(_test(name, cell.points), encoding="utf-8")
        self._otter("generate", "--tests-dir", tests, "--output-path", self.archive, "--no-requirements")

    def _otter(self, *arguments) -> Ran:
        done = run([self.python, "-m", "otter", *arguments], self.stage.folder, self.stage.env)
        if done.status:
            raise RuntimeError(f"otter {arguments[0]} failed: {[line for _, line in done.lines[-10:]]}")
        return done


def _test(name: str, points: float) -> str:
    """Return a test file in otter's "OK" format."""
    code = f'>>> float(check("{LESSON}.{name}", {name})) == {points!r}\nTrue'
    suite = {"cases": [{"code": code, "hidden": False, "locked": False}], "scored": True, "type": "doctest"}
    test = {"name": name, "points": points, "suites": [suite]}
    return f"OK_FORMAT = True\ntest = {pprint.pformat(test)}\n"
