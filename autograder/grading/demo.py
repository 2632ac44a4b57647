"""``make grade``, or ``python -m autograder.grading.demo``: made-up submissions, really graded."""

import sys
import tempfile
from pathlib import Path

import numpy as np

from autograder.cli import main
from autograder.grading.feedback import feedback
from autograder.grading.project import HERE
from autograder.grading.samples import make_submissions

LESSON = "01_one_neuron"


def demo(project=HERE, n=9) -> int:
    """Make a course of `n` students, grade it, write the feedback, and say where everything lies."""
    course = Path(tempfile.mkdtemp(prefix="weigh-sum-bend-course-"))
    make_submissions(project, LESSON, course, n, np.random.default_rng(2026))
    (course / "submitted" / "empty-folder" / LESSON).mkdir(parents=True)
    print(
        f"{n} submissions of {LESSON}, and an empty folder, are in {course / 'submitted'}. Grading them:\n", flush=True
    )
    results = course / "results.json"
    status = main(["grade", LESSON, "--course-dir", str(course), "--json", str(results)], project)
    if not results.is_file():
        return status
    print("\nThat one failed is part of the demonstration: its folder is empty. Writing the feedback ...", flush=True)
    feedback(project, LESSON, course, say=lambda line: None)
    print(f"Feedback:  {course / 'feedback'}/<student>/{LESSON}/{LESSON}.html")
    print(f"Results:   {results}\nGradebook: {course / 'gradebook.db'}")
    return 0


if __name__ == "__main__":
    sys.exit(demo())
