"""What a check costs a student: ``python -m benchmarks.checks``.

Bars: a call of `check` at most 50 ms, whatever the answer; ``import nnlib`` and ``from autograder import check`` at
most 50 ms beyond ``import numpy``. Exit status 1 when one fails.
"""

import statistics
import subprocess
import sys
import time

from autograder import check
from tests.autograder.lesson_answers import ANSWERS

CHECK_BAR_MS, IMPORT_BAR_MS, RUNS = 50.0, 50.0, 9
WIDTH = 50


def median_ms(run) -> float:
    """Return the median time of `run()` over some runs after one that warms up, in milliseconds."""
    run()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def slowest_check(lesson, name) -> tuple[float, float]:
    """Return the slowest check of a right answer and of a wrong one, in milliseconds."""
    answers = ANSWERS[lesson]
    right = max(median_ms(lambda a=a: check(f"{lesson}.{name}", a)) for a in answers.RIGHT[name])
    wrong = max(median_ms(lambda a=a: check(f"{lesson}.{name}", a)) for a, _ in answers.WRONG[name])
    return right, wrong


def import_ms(statement) -> float:
    """Return what `statement` costs in a fresh interpreter that has already imported NumPy, in milliseconds."""
    code = f"import time, numpy; t = time.perf_counter(); {statement}; print(1e3 * (time.perf_counter() - t))"
    command = [sys.executable, "-c", code]
    return statistics.median(float(subprocess.check_output(command, text=True)) for _ in range(RUNS))


def main() -> int:
    said = f"bar {CHECK_BAR_MS:g} ms, slowest answer of each kind, median of {RUNS}"
    print(f"{'':{WIDTH}}{'right':>8}{'wrong':>8}   {said}")
    held = True
    for lesson, name in ((lesson, name) for lesson, answers in ANSWERS.items() for name in answers.RIGHT):
        right, wrong = slowest_check(lesson, name)
        holds = max(right, wrong) <= CHECK_BAR_MS
        print(f"check {f'{lesson}.{name}':<{WIDTH - 6}}{right:>8.1f}{wrong:>8.1f}   {'holds' if holds else 'FAILS'}")
        held &= holds
    for statement in ("import nnlib", "from autograder import check"):
        cost = import_ms(statement)
        holds = cost <= IMPORT_BAR_MS
        verdict = "holds" if holds else "FAILS"
        print(f"{statement:<{WIDTH}}{cost:>8.1f}{'':8}   {verdict} (bar {IMPORT_BAR_MS:g} ms beyond numpy)")
        held &= holds
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
