"""The attacks of tests/attacks, tried on stock nbgrader and on this grader: ``python -m benchmarks.attacks [CLASS …]``.

Each attack, and each honest submission that looks odd, is handed in between two honest neighbours and graded by both.
Stock nbgrader has its default steps; it runs in a jail of our own (no network, nothing writable but the course, limits
on memory and file sizes), because it has none itself. What could take a machine down is not tried on it. A class is
named by its first word. Bar: this grader holds everything; exit status 1 where it does not.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from autograder.grading.project import Project
from autograder.grading.release import release
from tests.attacks.active import active_parts
from tests.attacks.attack import ALL_RIGHT, Attack
from tests.attacks.batches import student
from tests.attacks.corpus import CLASSES
from tests.attacks.corpus.honest import HONEST
from tests.attacks.scene import NEIGHBOURS, ROOT, SECRET, Scene, free_port
from tests.attacks.target import FULL, LESSON, make_project

SECONDS = 240  # three submissions that take longer hang
STOCK = "c = get_config()\nc.Execute.timeout = 10\n"  # a third of its default, to keep the benchmark short
MEMORY, FILE_SIZE = 6_000_000_000, 300_000_000
OURS = "ours"
GRADERS = ("stock", OURS)
OUTCOMES = ("gained", "lost", "harmed", "escaped", "shown")
HONEST_WORK = tuple(
    Attack(kind="honest", name=name, tries="", make=make, base=ALL_RIGHT, fair=FULL, at_least=FULL)
    for name, (make, _) in HONEST.items()
)
CORPUS = CLASSES | {"honest but unlucky": HONEST_WORK}
LEGEND = """\
gained   more points than the same work deserves without the attack
lost     no result at all, or points lost that other exercises had earned
harmed   a neighbour lost points, or a result
escaped  left a process running, changed a file, or was heard by a listener
shown    the page made of it runs a script, or holds what is none of the student's business"""


def jail(scene: Scene) -> tuple[str, ...]:
    """Return the beginning of a command line that runs the rest where it can harm nobody."""
    kept = [part for path in {ROOT, Path(sys.prefix), Path(sys.base_prefix)} for part in ("--ro-bind", path, path)]
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--size", 2_000_000_000, "--tmpfs", "/tmp"]
    command += [*kept, "--bind", scene.folder, scene.folder, "--chdir", ROOT]
    for name in ("HOME", "TMPDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"):
        command += ["--setenv", name, "/tmp"]
    command += ["--setenv", "PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin"]
    command += ["prlimit", f"--as={MEMORY}", f"--fsize={FILE_SIZE}", "--core=0", "--nofile=1024"]
    return tuple(str(part) for part in command)


def nbgrader(step: str, course: Path, *options: str) -> list[str]:
    """Return the command line of one of nbgrader's own steps, without any settings but the course's."""
    return ["env", "-C", str(course), sys.executable, "-m", "nbgrader", step, LESSON, *options]


def prepare(folder: Path) -> tuple[Project, Path]:
    """Release the target, and have nbgrader learn it; return the project and nbgrader's empty gradebook."""
    project = make_project(folder / "project")
    release(project, say=lambda line: None)
    course = folder / "stock"
    (course / "source").mkdir(parents=True)
    shutil.copytree(project.solutions / LESSON, course / "source" / LESSON)
    (course / "nbgrader_config.py").write_text(STOCK)
    said = subprocess.run(nbgrader("generate_assignment", course), capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"nbgrader could not make the assignment:\n{said.stderr[-2000:]}")
    return project, course / "gradebook.db"


def set_scene(folder: Path, project: Project, submissions: dict, **more) -> Scene:
    """Return a scene of its own, in `folder`, with a copy of the project."""
    folder.mkdir()
    scene = Scene(folder, Project(shutil.copytree(project.root, folder / "project")), free_port(), **more)
    scene.set_up(submissions)
    return scene


def by_stock(folder: Path, project: Project, gradebook: Path, submissions: dict) -> tuple[Scene, dict]:
    """Have stock nbgrader grade the submissions."""
    scene = set_scene(folder, project, submissions, config=STOCK)
    shutil.copy(gradebook, scene.course / "gradebook.db")
    return scene, scene.run(nbgrader("autograde", scene.course), SECONDS, jail=jail(scene))


def by_ours(folder: Path, project: Project, submissions: dict) -> tuple[Scene, dict]:
    """Have this project grade them."""
    scene = set_scene(folder, project, submissions)
    rows, report = scene.grade(SECONDS)
    return scene, report | {"reasons": {row["student"] for row in rows if row["status"] == "failed" and row["reason"]}}


def outcomes(attack: Attack, scene: Scene, report: dict) -> set[str]:
    """Return what an attack has achieved, of `OUTCOMES`."""
    marks, who = _marks(scene), student(attack)
    page = scene.page(who)
    mark = marks.get(who) if page is not None else None
    told = who in report.get("reasons", ())  # failed, with a reason, is a result
    found = {
        "gained": mark is not None and mark > attack.fair + 1e-9,
        "lost": not (told and attack.may_fail) if mark is None else mark < attack.at_least,
        "harmed": any(marks.get(one) != FULL or scene.page(one) is None for one in NEIGHBOURS),
        "escaped": bool(report["left"] or report["callers"] or scene.changes()),
        "shown": page is not None and bool(SECRET in str(page) or active_parts(page)),
    }
    return {name for name, holds in found.items() if holds}


def _marks(scene) -> dict:
    try:
        return scene.marks()
    except Exception:  # an attack may have destroyed the gradebook
        return {}


def try_all(attacks, run) -> Counter:
    """Run attacks one by one and count what they achieved."""
    count = Counter()
    for attack in attacks:
        achieved = run(attack)
        count.update(achieved)
        print(f"  {attack.name:<22} {', '.join(sorted(achieved)) or 'held'}", file=sys.stderr, flush=True)
    return count


def compare(kind: str, graders, project: Project, gradebook: Path, place: Path) -> bool:
    """Try one class on the graders, print its line, and tell whether this grader held all of it."""
    line, held = f"{kind:<26}", True
    for name in GRADERS:
        tried = [attack for attack in CORPUS[kind] if name == OURS or not attack.on_stock]
        if name in graders:
            print(f"{kind}, {name}", file=sys.stderr)
            count = try_all(tried, lambda attack, name=name: _one(attack, name, project, gradebook, place))
            held = held and not (name == OURS and count)
            line += f"{len(tried):>7}" + "".join(f"{count[outcome]:>8}" for outcome in OUTCOMES)
        else:
            line += f"{'-':>7}" + f"{'-':>8}" * len(OUTCOMES)
    print(line, flush=True)
    return held


def _one(attack, name, project, gradebook, place) -> set[str]:
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
        made = {student(attack): attack.submission(Scene(place, project, 0).released)}
        where = Path(folder) / "scene"
        done = by_ours(where, project, made) if name == OURS else by_stock(where, project, gradebook, made)
        return outcomes(attack, *done)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("classes", nargs="*", metavar="CLASS", help="the first word of a class")
    parser.add_argument("--grader", choices=GRADERS, help="only this one")
    options = parser.parse_args()
    wanted, graders = options.classes, [options.grader] if options.grader else GRADERS
    missing = [name for name in ("bwrap", "prlimit") if shutil.which(name) is None]
    if missing:
        print(f"Not measured: {' and '.join(missing)} missing. Debian, Ubuntu: apt install bubblewrap util-linux")
        return 1
    with tempfile.TemporaryDirectory(prefix="wsb-", ignore_cleanup_errors=True) as name:
        place = Path(name).resolve()
        project, gradebook = prepare(place)
        print(LEGEND)
        heads = "".join(f"{outcome:>8}" for outcome in OUTCOMES)
        print(f"{'':<26}" + "".join(f"{name:>7}{heads}" for name in GRADERS), flush=True)
        kinds = [kind for kind in CORPUS if not wanted or kind.split()[0] in wanted]
        held = [compare(kind, graders, project, gradebook, place) for kind in kinds]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
