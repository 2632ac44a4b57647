"""Where attacks take place: a course with honest neighbours, things that must not change, and things to be found."""

import hashlib
import json
import os
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.grading.project import Project
from tests.attacks.attack import ALL_RIGHT, Submission, filled, read
from tests.attacks.corpus.writing import NEIGHBOUR
from tests.attacks.target import LESSON

ROOT = Path(__file__).parents[2]
NEIGHBOURS = (NEIGHBOUR, "z-neighbour")  # graded before and after every attack
SECRET = "7d1f-none-of-yours-c09a"

# An endless loop costs its full time: this is ample for honest work, and keeps a run short.
LIMITS = "c = get_config()\nc.OutsideJudge.cell_seconds = 3.0\nc.OutsideJudge.total_seconds = 20.0\n"

GRADE = """\
import json, sys
from pathlib import Path
from autograder.grading.grade import grade
from autograder.grading.project import Project
rows = grade(Project(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3]))
Path(sys.argv[4]).write_text(json.dumps(rows))
"""

MARKS = """\
select student.id, sum(coalesce(grade.manual_score, grade.auto_score, 0))
from submitted_assignment join student on student.id = submitted_assignment.student_id
join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
join grade on grade.notebook_id = submitted_notebook.id
group by student.id
"""


@dataclass(frozen=True)
class Scene:
    """A course to be attacked, below one folder."""

    folder: Path
    project: Project
    port: int
    config: str = LIMITS
    before: dict = field(default_factory=dict)

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def released(self) -> dict:
        """The notebook that students were given."""
        return read((self.project.notebooks / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))

    def set_up(self, submissions: Mapping[str, Submission]) -> None:
        """Write the course: neighbours, submissions by student, and what must not change."""
        for name in ("course", "home", "outside"):
            (self.folder / name).mkdir()
        (self.folder / "home" / ".netrc").write_text(f"password {SECRET}\n")
        (self.folder / "outside" / "canary").write_text(f"alive {SECRET}\n")
        (self.folder / "outside").chmod(0o777)
        (self.folder / "outside" / "canary").chmod(0o666)
        (self.course / "nbgrader_config.py").write_text(self.config)
        for student in NEIGHBOURS:
            nb = filled(self.released, ALL_RIGHT)
            nb["cells"][0]["source"] += f"\n{SECRET}"
            self.hand_in(student, Submission(nb))
        for student, submission in submissions.items():
            self.hand_in(student, submission)
        self.before.update(self.canaries())

    def hand_in(self, student: str, submission: Submission) -> None:
        """Put a submission where it belongs."""
        folder = self.course / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        files = dict(submission.files)
        if submission.notebook is not None:
            whole = submission.notebook
            files[f"{LESSON}.ipynb"] = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
        for name, content in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(self._filled_in(content))
        if submission.place:
            submission.place(folder, self.course)

    def _filled_in(self, content: bytes) -> bytes:
        known = {
            b"@COURSE@": self.course,
            b"@PROJECT@": self.project.root,
            b"@HOME@": self.folder / "home",
            b"@OUTSIDE@": self.folder / "outside",
            b"@AUTOGRADER@": Path(autograder.__file__).parents[1],
            b"@PORT@": self.port,
            b"@SOCKET@": self.socket,
            b"@SECRET@": SECRET,
        }
        for name, value in known.items():
            content = content.replace(name, str(value).encode())
        return content

    @property
    def socket(self) -> str:
        """The name of the abstract socket that listens."""
        return f"wsb-{self.port}"

    def canaries(self) -> dict[str, str]:
        """Return what every file that nobody may change is like: by its path, a word for its kind and content."""
        places = (self.course / "submitted", self.folder / "home", self.folder / "outside", self.project.root)
        found = {str(self.course / "nbgrader_config.py"): _print_of(self.course / "nbgrader_config.py")}
        for place in places:
            for path in sorted(place.rglob("*")):
                found[str(path)] = _print_of(path)
        return found

    def changes(self) -> list[str]:
        """Return the paths of what is new, gone or different since the scene was set up."""
        now = self.canaries()
        return sorted(path for path in self.before.keys() | now.keys() if self.before.get(path) != now.get(path))

    def marks(self) -> dict[str, float]:
        """Return the marks in the gradebook, by student."""
        with sqlite3.connect(f"file:{self.course / 'gradebook.db'}?mode=ro", uri=True) as db:
            marks = dict(db.execute(MARKS).fetchall())
        db.close()
        return marks

    def page(self, student: str) -> dict | None:
        """Return the notebook in autograded/, or None."""
        path = self.course / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None

    def run(self, command: list[str], seconds: float, grace: float = 10.0, jail: tuple[str, ...] = ()) -> dict:
        """Run a command that is watched, in a jail where one is given, and return the watch's report."""
        order, report = self.folder / "order.json", self.folder / "report.json"
        told = {"command": command, "seconds": seconds, "grace": grace, "port": self.port, "socket": self.socket}
        order.write_text(json.dumps(told))
        environment = {**os.environ, "COURSE_TOKEN": SECRET, "PYTHONDONTWRITEBYTECODE": "1"}
        watch = [*jail, sys.executable, "-m", "tests.attacks.watch", str(order), str(report)]
        log = self.folder / "log.txt"
        with log.open("wb") as said:
            subprocess.run(
                watch, cwd=ROOT, env=environment, stdout=said, stderr=said, timeout=seconds + 60, check=False
            )
        if not report.is_file():
            raise RuntimeError(f"The watch itself stopped: {log.read_text(errors='replace')[-2000:]}")
        return json.loads(report.read_text()) | {"log": log.read_text(errors="replace")}

    def grade(self, seconds: float = 900) -> tuple[list[dict], dict]:
        """Grade the course as `grade` does, and return its rows and the watch's report."""
        rows = self.folder / "rows.json"
        report = self.run(
            [sys.executable, "-c", GRADE, str(self.project.root), LESSON, str(self.course), str(rows)], seconds
        )
        if not rows.is_file():
            raise RuntimeError(f"There are no results. {report}")
        return json.loads(rows.read_text()), report


def _print_of(path: Path) -> str:
    """Describe a file without opening what would block or lead elsewhere."""
    state = path.lstat()
    kind = stat.filemode(state.st_mode)
    if stat.S_ISLNK(state.st_mode):
        return f"{kind} {os.readlink(path)}"
    return f"{kind} {hashlib.sha256(path.read_bytes()).hexdigest()}" if stat.S_ISREG(state.st_mode) else kind


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
