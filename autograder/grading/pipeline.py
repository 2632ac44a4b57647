"""nbgrader's settings: one place, used by our commands and by plain ``nbgrader …`` alike."""

import os
import sys
from pathlib import Path

from autograder.grading.project import HERE, Project

# What a student finds in place of the solution. nbgrader's own stub raises, which would stop "Run All".
PLACEHOLDER = "# YOUR CODE HERE"

# nbgrader's list for 0.9, with our step before it. Hidden tests go after the gradebook has them.
GENERATOR = (
    "autograder.grading.address_step.WriteAddress",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
)

# nbgrader would clean a submission up, run it with its tests inside, and read the marks from what it printed.
SANITIZE = ("autograder.grading.nbgrader_steps.JudgeOutside",)
AUTOGRADE = ("autograder.grading.nbgrader_steps.WriteMarks",)

# What a student gets back: scores, then nothing that shows hidden tests or could run in the reader's browser.
FEEDBACK = (
    "nbgrader.preprocessors.GetGrades",
    "autograder.grading.feedback_steps.HideTests",
    "autograder.grading.feedback_steps.SafeOutputs",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
)


def configure(c, project: Project = HERE) -> None:
    """Write the course's settings into nbgrader's configuration `c`.

    Folders are absolute, so that a command finds the lessons from wherever it is started.
    """
    c.CourseDirectory.source_directory = str(project.solutions)
    c.CourseDirectory.release_directory = str(project.notebooks)
    c.ClearSolutions.code_stub = {"python": PLACEHOLDER}
    c.GenerateAssignment.preprocessors = list(GENERATOR)
    c.Autograde.sanitize_preprocessors = list(SANITIZE)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE)
    c.JudgeOutside.project_root = str(project.root)
    c.GenerateFeedback.preprocessors = list(FEEDBACK)
    c.GenerateFeedback.exporter_class = "autograder.grading.feedback_page.FeedbackExporter"
    c.HTMLExporter.exclude_anchor_links = True
    c.WriteAddress.project_root = str(project.root)
    find_own_programs()


def course_config(project: Project, course: Path):
    """Return nbgrader's configuration for a course folder: ours, then the folder's own ``nbgrader_config.py``."""
    from traitlets.config import Config, PyFileConfigLoader

    c = Config()
    configure(c, project)
    if (course / "nbgrader_config.py").is_file():
        c.merge(PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config())
    c.CourseDirectory.root = str(course)
    return c


def find_own_programs() -> None:
    """Put this environment's programs on the PATH: nbgrader calls ``alembic``, also where nobody activated anything."""
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + path
