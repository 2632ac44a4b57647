"""What it costs to grade a class: ``python -m benchmarks.grading``.

Submissions of lesson 01, mixed as `make grade` mixes them, go through ours (sandbox on, gradebook and autograded/
written), through `nbgrader autograde` with nbgrader's own settings, and through otter-grader where it is installed.
Reported: how many times faster ours is, against its bars; what one more submission costs in small and large batches;
where the time goes; the memory of the whole process tree; and every cell to which ours and nbgrader give different
marks. Exit status 1 when a bar fails or a mark differs. nbgrader takes about ten minutes for 100 submissions;
``--sample 5`` times it on 5 and on 10 of them and says so in the table.
"""

import argparse
import os
import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import psutil

from benchmarks.grading_courses import LESSON, Stage
from benchmarks.grading_figures import Bar, Batch, extrapolate, figure, marginal, phases
from benchmarks.grading_otter import Otter
from benchmarks.grading_processes import Ran, adopt_orphans
from benchmarks.grading_scores import differences, full_marks, judging_seconds, scores
from benchmarks.grading_watch import Watch

NBGRADER_BAR, NBGRADER_GOAL, OTTER_BAR = 20, 40, 40  # times faster
MEMORY_BAR_MB, MEMORY_JOBS = 700, 2
FLAT_BAR = 1.2  # one more submission in the largest batch, against one more in the smallest
SMALL, REPEATS = 100, 3  # a batch up to this size is graded so many times; its median counts
SHOWN = 20  # differences printed


def main(arguments=None) -> int:
    args = _parser().parse_args(arguments)
    adopt_orphans()
    load = psutil.getloadavg()[0]
    print(f"{LESSON}, submissions mixed as a class would hand them in, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as folder:
        held = list(_measure(Stage(Path(folder)), args))
    print(f"load {load:.1f} before and {psutil.getloadavg()[0]:.1f} after")
    return 0 if all(held) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description="What it costs to grade a class.")
    everything = ("ours", "nbgrader", "otter")
    parser.add_argument("--students", type=int, default=100, metavar="N", help="the batch to compare on (100)")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000], metavar="N", help="batches of ours")
    parser.add_argument("--only", nargs="+", choices=everything, default=everything, help="measure only these")
    parser.add_argument("--sample", type=int, metavar="N", help="time the others on N and 2N submissions, extrapolate")
    parser.add_argument("--otter-python", default=sys.executable, metavar="FILE", help="the Python that has otter")
    return parser


def _measure(stage, args):
    """Print each figure as it is known and yield whether it held."""
    ours = marks = None
    if "ours" in args.only:
        ours, marks = _compared_batch(stage, args.students)
        yield from _sizes(stage, args.sizes, ours)
        yield from _memory(stage, args.students)
    if "nbgrader" in args.only:
        yield from _nbgrader(stage, args, ours, marks)
    if "otter" in args.only:
        yield from _otter(stage, args, ours, marks)


def _compared_batch(stage, students) -> tuple[Batch, dict]:
    """Grade the batch that the others are compared on; say what it takes and where the time goes."""
    batch, ran = _ours(stage, students)
    _say(figure(f"ours, {students} submissions: seconds", batch.seconds, f"{batch.each_ms:.0f} ms each"))
    for phase, seconds in (phases(ran.lines, ran.seconds) or {}).items():
        _say(figure(f"    {phase}", seconds))
    course = stage.folder / "ours"
    _say(figure("    judging one in a worker, median: ms", 1000 * statistics.median(judging_seconds(course))))
    return batch, scores(course / "gradebook.db", LESSON)


def _ours(stage, students) -> tuple[Batch, Ran]:
    """Grade a batch into a fresh course, small ones several times; return the median and its run."""
    runs = [stage.grade(stage.course("ours", students)) for _ in range(REPEATS if students <= SMALL else 1)]
    middle = statistics.median_low(run.seconds for run in runs)
    ran = next(run for run in runs if run.seconds == middle)
    return Batch(students, ran.seconds), ran


def _sizes(stage, sizes, known):
    """Grade small and large batches: one more submission must cost the same in both."""
    batches = [known if size == known.students else _ours(stage, size)[0] for size in sorted(set(sizes))]
    for batch in batches:
        _say(figure(f"ours, {batch.students:,} submissions: ms each, start-up included", batch.each_ms))
    each = []
    for few, many in pairwise(batches):
        each.append(1000 * marginal(few, many))
        _say(figure(f"ours, from {few.students:,} to {many.students:,}: ms for one more", each[-1]))
    if len(each) > 1:
        yield _judge(Bar("ours, one more in the largest batches / in the smallest", each[-1] / each[0], FLAT_BAR))


def _memory(stage, students):
    """Grade once more with everything watched, so that watching slows down no run that is timed."""
    course = stage.course("watched", students)
    with Watch() as watch:
        stage.grade(course, "--jobs", str(MEMORY_JOBS))
    note = "" if watch.exact else "   (too high: some shared memory is counted twice)"
    yield _judge(Bar(f"memory of all processes, {MEMORY_JOBS} workers: MB", watch.peak_mb, MEMORY_BAR_MB, note=note))
    for role, share in watch.shares().items():
        _say(figure(f"    {role}: % of the work", 100 * share))


def _nbgrader(stage, args, ours, marks):
    """Time stock nbgrader, and compare the marks cell by cell."""

    def time(students, first=None) -> Batch:
        course = stage.stock_course("stock", students, first)
        return Batch(first or students, stage.autograde(course).seconds)

    theirs = _others(time, args)
    _say(figure(f"nbgrader autograde, {theirs.students} submissions: seconds", theirs.seconds, _about(theirs)))
    if ours is None:
        return
    ratio = theirs.seconds / ours.seconds
    note = f", goal {NBGRADER_GOAL} {'reached' if ratio >= NBGRADER_GOAL else 'not reached'}; {theirs.how}"
    yield _judge(Bar("ours is faster than nbgrader autograde: times", ratio, NBGRADER_BAR, at_least=True, note=note))
    stock = scores(stage.folder / "stock" / "gradebook.db", LESSON)
    graded = {student for student, _ in stock} if theirs.sampled else {student for student, _ in marks}
    differ = differences({key: mark for key, mark in marks.items() if key[0] in graded}, stock, tolerance=1e-9)
    yield _judge(Bar(f"cells of {len(stock):,} with another mark than nbgrader's", len(differ), 0))
    _say(*(f"    ours and nbgrader: {line}" for line in differ[:SHOWN]))


def _otter(stage, args, ours, marks):
    """Time otter both ways; the bar is against the faster one."""
    if not Otter.is_installed(args.otter_python):
        _say("otter: not measured: otter-grader is not installed (pip install otter-grader, or --otter-python FILE)")
        return
    otter, passed = Otter(args.otter_python, stage), {}

    def in_one_process(students, first=None) -> Batch:
        ran, who = otter.in_one_process(students, first)
        passed.update(who)
        return Batch(len(who), ran.seconds)

    one = _others(in_one_process, args)
    _say(figure(f"otter, one process, {one.students} submissions: seconds", one.seconds, _about(one)))
    first = args.sample or args.students
    each = Batch(args.students, otter.a_process_each(args.students, first) * args.students / first, args.sample)
    _say(figure(f"otter, a process each, {each.students} submissions: seconds", each.seconds, _about(each)))
    if ours is None:
        return
    faster = min(one, each, key=lambda batch: batch.seconds)
    note = f"; {faster.how}"
    yield _judge(Bar("ours is faster than otter: times", faster.seconds / ours.seconds, OTTER_BAR, True, note))
    full = full_marks(marks)
    differ = sum(len(full.get(student, set()) ^ names) for student, names in passed.items())
    _say(figure("    exercises that otter passes and ours does not, or the reverse", differ))


def _others(time, args) -> Batch:
    """Time another grader on all submissions, or on a sample as large and twice as large."""
    if not args.sample or 2 * args.sample >= args.students:
        return time(args.students)
    return extrapolate(time(args.students, args.sample), time(args.students, 2 * args.sample), args.students)


def _about(batch) -> str:
    return f"{batch.each_ms:,.0f} ms each, {batch.how}"


def _judge(bar: Bar) -> bool:
    _say(bar)
    return bar.holds


def _say(*lines) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
