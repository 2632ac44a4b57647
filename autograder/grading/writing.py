"""Write one result down: marks into the gradebook, the notebook into autograded/, a line into the journal.

In this order: whatever is killed in between, the line is missing, so the submission is judged again and all three are
written again.
"""

import os
import shutil

from autograder.grading.course import Course
from autograder.grading.execution import Judged, NotJudged, in_one_line
from autograder.grading.flags import unique
from autograder.grading.results import failed_row, graded_row
from autograder.grading.submissions import HandedIn, Submission


def write_result(course: Course, submission: Submission, handed_in: HandedIn | None, outcome: Judged | NotJudged):
    """Write an outcome down and return its row; nothing that goes wrong here stops the batch.

    Parameters
    ----------
    course : Course
    submission : Submission
    handed_in : HandedIn or None
        What was judged; None where it could not even be read.
    outcome : Judged or NotJudged
    """
    if isinstance(outcome, Judged):
        try:
            return _write_judged(course, submission, handed_in, outcome)
        except Exception as error:  # a name that the database refuses, a full disk, …
            outcome = NotJudged(f"its result could not be written ({in_one_line(error)})", outcome.seconds)
    return _write_failed(course, submission, handed_in, outcome)


def _write_judged(course, submission, handed_in, judged) -> dict:
    marks = course.gradebook.record(submission, judged, timestamp_in(handed_in))
    publish(course, submission, judged.notebook, handed_in.files | course.beside)
    flags = unique([*course.flags(handed_in), *judged.flags])
    row = graded_row(submission, course.cells, judged, marks, flags)
    course.journal.append(row, course.hashes(handed_in), marks.auto())
    return row


def _write_failed(course, submission, handed_in, outcome) -> dict:
    reason = outcome.reason
    try:
        course.gradebook.withdraw(submission)
        for folder in (course.autograded(submission.student), course.feedback(submission.student)):
            shutil.rmtree(folder, ignore_errors=True)
    except Exception as error:
        reason += f"; its earlier marks could not be withdrawn ({in_one_line(error)})"
    row = failed_row(submission, course.cells, reason, course.flags(handed_in), outcome.seconds)
    course.journal.append(row, course.hashes(handed_in), {})
    return row


def publish(course: Course, submission: Submission, notebook: str, files: dict[str, bytes]) -> None:
    """Put the judged notebook and the files beside it into autograded/, complete or not at all."""
    place = course.autograded(submission.student)
    new = course.folder / ".autograder" / "new"
    shutil.rmtree(new, ignore_errors=True)
    for name, content in {**files, submission.notebook.name: notebook.encode()}.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    os.replace(new, place)
    shutil.rmtree(course.feedback(submission.student), ignore_errors=True)


def timestamp_in(handed_in: HandedIn):
    """Return the time in ``timestamp.txt``, where nbgrader's exchange left one; an unreadable one counts as none."""
    text = handed_in.files.get("timestamp.txt")
    if text is None:
        return None
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(text.decode("utf-8").strip())
    except (ValueError, OverflowError):
        return None
