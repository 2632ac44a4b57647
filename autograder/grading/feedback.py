"""``feedback``: the page that each student gets back, written by nbgrader with our steps in its pipeline."""

from pathlib import Path

from autograder.grading.generate import quiet_nbgrader, reason_in
from autograder.grading.pipeline import course_config
from autograder.grading.project import CallError, Project, nearest
from autograder.grading.register import gradebook_address


def feedback(project: Project, lesson: str, course: Path, students=(), force=False, say=print) -> int:
    """Write ``feedback/<student>/<lesson>/<lesson>.html`` for everybody who has been graded.

    Parameters
    ----------
    project : Project
    lesson : str
    course : Path
    students : sequence of str
        Only these; everybody when empty.
    force : bool
        Write pages that are up to date again too.
    say : callable
        Takes the lines for the user.

    Returns
    -------
    int
        0, or 1 if a page could not be written.
    """
    name = project.lesson(lesson)
    graded = _graded(course, name, students)
    status, written = 0, 0
    for student in graded:
        source, page = _paths(course, student, name)
        if not force and _is_newer(page, source, course / "gradebook.db"):
            continue
        reason = _write(project, name, course, student)
        status = 1 if reason else status
        written += not reason
        say(f"{student}: {'no feedback: ' + reason if reason else page}")
    for student in [] if students else _not_graded(course, name, graded):
        say(f"{student}: no feedback: not graded")
    rest = "up to date or not written" if status else "up to date"
    say(f"{written} written, {len(graded) - written} {rest}, in {course / 'feedback'}")
    return status


def _paths(course, student, lesson) -> tuple[Path, Path]:
    return (
        course / "autograded" / student / lesson / f"{lesson}.ipynb",
        course / "feedback" / student / lesson / f"{lesson}.html",
    )


def _graded(course, lesson, students) -> list[str]:
    known = sorted(path.parents[1].name for path in (course / "autograded").glob(f"*/{lesson}/{lesson}.ipynb"))
    if not known:
        raise CallError(
            f"Nobody in {course} has been graded yet. First:  python -m autograder grade {lesson} --course-dir {course}"
        )
    for student in students:
        if student not in known:
            raise CallError(
                f'There is no graded notebook of "{student}" in {course / "autograded"}.{nearest(student, known)}'
            )
    return list(dict.fromkeys(students)) or known


def _not_graded(course, lesson, graded) -> list[str]:
    submitted = {path.parent.name for path in (course / "submitted").glob(f"*/{lesson}")}
    return sorted(submitted - set(graded))


def _is_newer(page, *sources) -> bool:
    try:
        return all(page.stat().st_mtime_ns > source.stat().st_mtime_ns for source in sources)
    except OSError:  # no page yet, or a gradebook elsewhere whose changes nobody can see
        return False


def _write(project, lesson, course, student) -> str | None:
    """Write one page; return the reason if that was not possible."""
    with quiet_nbgrader() as (log, said):
        from nbgrader.converters import GenerateFeedback
        from nbgrader.converters.base import NbGraderException
        from nbgrader.coursedir import CourseDirectory

        class OneStudent(GenerateFeedback):
            """nbgrader finds notebooks by a pattern, in which names such as ``[ann]`` would mean something else."""

            def init_notebooks(self):
                source, _ = _paths(course, student, lesson)
                self.assignments = {str(source.parent): [str(source)]}

        config = course_config(project, course)
        place = CourseDirectory(config=config, assignment_id=lesson, db_url=gradebook_address(project, course))
        try:
            OneStudent(coursedir=place, config=config, log=log, force=True).start()
        except NbGraderException:
            return reason_in(said)
    return None
