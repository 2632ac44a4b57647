"""Kill a grading run again and again: ``python -m benchmarks.soak [--students 1000] [--kills 3]``.

One course is graded undisturbed. A second one with the same submissions and the same secret is graded by a run that
is killed with SIGKILL at random moments and started again each time. Afterwards both must have the same gradebook
(every mark, every comment) and the same files in autograded/, and the journal of the second must name each submission
once; after each kill nothing of the run may live on. Exit status 1 where one of these does not hold.
"""

import argparse
import json
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np

from autograder.grading.seeds import Seeds
from benchmarks.grading_courses import LESSON, Stage
from benchmarks.grading_processes import PATIENCE, adopt_orphans, begin, end_left_overs, left_over
from benchmarks.grading_scores import differences, everything

LATEST = 0.2  # seconds: a kill comes so long after the result before it, at most
LAST = 0.9  # no kill after this part of the submissions: the run might have ended by itself
SHOWN = 20  # differences printed of each kind


def main(arguments=None) -> int:
    args = _parser().parse_args(arguments)
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        wrong = soak(Stage(Path(folder)), args.students, args.kills, np.random.default_rng(args.seed))
    for line in wrong[:SHOWN]:
        print(f"    {line}")
    print(f"{args.students} submissions, killed {args.kills} times: {f'FAILS ({len(wrong)})' if wrong else 'holds'}")
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description="Kill a grading run, resume it.")
    parser.add_argument("--students", type=int, default=1000, metavar="N", help="so many submissions (1000)")
    parser.add_argument("--kills", type=int, default=3, metavar="N", help="so many kills (3)")
    parser.add_argument("--seed", type=int, default=2026, metavar="N", help="draws the moments of the kills (2026)")
    return parser


def soak(stage: Stage, students: int, kills: int, rng) -> list[str]:
    """Grade undisturbed and disturbed; return in words all that is wrong.

    Parameters
    ----------
    stage : Stage
    students, kills : int
    rng : numpy.random.Generator
        Draws the moments of the kills.
    """
    calm, shaken = stage.course("calm", students), stage.course("shaken", students)
    Seeds(calm)
    shutil.copytree(calm / ".autograder", shaken / ".autograder")
    print(f"undisturbed: {stage.grade(calm).seconds:.0f} s", flush=True)
    wrong = []
    for after in sorted(rng.choice(int(LAST * students), size=kills, replace=False)):
        wrong += kill_after(stage, shaken, int(after), rng.uniform(0, LATEST))
    print(f"resumed for the last time: {stage.grade(shaken).seconds:.0f} s", flush=True)
    return wrong + compare(calm, shaken, students)


def kill_after(stage: Stage, course: Path, results: int, pause: float) -> list[str]:
    """Start a run, kill its parent `pause` seconds after the journal has so many lines; return what went wrong."""
    journal = course / ".autograder" / "journal.jsonl"
    process = begin(stage.grade_command(course), stage.folder, stage.env)
    reader = threading.Thread(target=process.stdout.read, daemon=True)  # so that a full pipe holds up nobody
    reader.start()
    while process.poll() is None and _lines(journal) < results:
        time.sleep(0.02)
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    died = process.wait()
    written = _lines(journal)
    alive = left_over()
    print(f"killed with {written} results written (asked for {results}), left over: {len(alive)}", flush=True)
    end_left_overs()
    reader.join(PATIENCE)
    wrong = [f"lived on after a kill: {line}" for line in alive]
    return wrong if died == -signal.SIGKILL else [*wrong, f"the run ended by itself, with status {died}: not killed"]


def compare(calm: Path, shaken: Path, students: int) -> list[str]:
    """Return in words what differs between an undisturbed course and a disturbed one."""
    marks = [everything(course / "gradebook.db", LESSON) for course in (calm, shaken)]
    wrong = [f"gradebook, undisturbed and disturbed: {line}" for line in differences(*marks)]
    graded = {student for _, student, _ in marks[0]}
    if len(graded) != students:
        wrong.append(f"the undisturbed gradebook has {len(graded)} students instead of {students}")
    wrong += [f"autograded/{line}" for line in _different_files(calm / "autograded", shaken / "autograded")]
    wrong += [f"journal: {line}" for line in twice_or_never(shaken / ".autograder" / "journal.jsonl", graded)]
    return wrong


def twice_or_never(journal: Path, students) -> list[str]:
    """Return a line for each student whose submission the journal does not name once, and once for each hash."""
    entries = []
    for line in journal.read_bytes().splitlines():
        try:
            entries.append(json.loads(line))
        except ValueError:
            continue  # half a line: the run was killed while writing it
    times = Counter((e["row"]["student"], json.dumps(e["hashes"], sort_keys=True)) for e in entries)
    named = Counter(student for student, _ in times)
    wrong = [f"{student} is named {count} times for one hash" for (student, _), count in times.items() if count > 1]
    changed = "was the project changed meanwhile?"
    return wrong + [f"{one} is named for {named[one]} hashes: {changed}" for one in students if named[one] != 1]


def _different_files(one: Path, other: Path) -> list[str]:
    files = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    lines = []
    for file in sorted(files):
        missing = [root.parent.name for root in (one, other) if not (root / file).is_file()]
        if missing:
            lines.append(f"{file} is missing in {', '.join(missing)}")
        elif (one / file).read_bytes() != (other / file).read_bytes():
            lines.append(f"{file} differs")
    return lines


def _lines(journal: Path) -> int:
    return journal.read_bytes().count(b"\n") if journal.is_file() else 0


if __name__ == "__main__":
    raise SystemExit(main())
