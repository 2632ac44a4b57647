"""``register``: put a lesson's cells into a course's gradebook, for plain nbgrader commands and for grading."""

from pathlib import Path

from autograder.grading.generate import generate, scratch_gradebook, write_empty_gradebook
from autograder.grading.pipeline import course_config
from autograder.grading.project import CallError, Project


def register(project: Project, lesson: str, course: Path) -> str:
    """Register `lesson` in the gradebook of the folder `course` and return the gradebook's address.

    The generator writes into a folder of its own that is thrown away: with notebooks/ as its target, nbgrader
    would skip a lesson that is already there and leave the gradebook empty.
    """
    name = project.lesson(lesson)
    db_url = gradebook_address(project, course)
    new = course / "gradebook.db"
    if db_url == f"sqlite:///{new}" and not new.exists():
        write_empty_gradebook(new)
    with scratch_gradebook() as (folder, _):
        try:
            generate(project, name, folder, db_url)
        except CallError as error:
            raise CallError(
                f"The gradebook {db_url} did not take the lesson. {error}{_advice(str(error), name)}"
            ) from None
    return db_url


def _advice(reason: str, lesson: str) -> str:
    if "submissions associated" in reason:
        drop = f"nbgrader db assignment remove {lesson} --force"
        return f". Grade into a new course folder, or drop the old marks first:  {drop}"
    return ""


def gradebook_address(project: Project, course: Path) -> str:
    """Return the address of a course's gradebook: as its settings say, or ``gradebook.db`` in the folder."""
    c = course_config(project, course)
    return c.CourseDirectory.get("db_url") or f"sqlite:///{course / 'gradebook.db'}"


def course_folder(path) -> Path:
    """Return the course folder as an absolute path.

    Raises
    ------
    CallError
        If there is no such folder.
    """
    folder = Path(path).expanduser().resolve()
    if not folder.is_dir():
        raise CallError(
            f"The course folder {folder} does not exist. --course-dir names the folder that holds submitted/."
        )
    return folder
