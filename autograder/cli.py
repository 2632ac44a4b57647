"""The commands of ``python -m autograder``: read the call, hand it to the part that does the work.

Exit status: 0 done; 1 at least one submission failed, or notebooks/ is stale; 2 a wrong call and nothing done;
130 interrupted.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from autograder.grading.project import HERE, CallError


def main(argv=None, project=HERE) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    argv : list of str or None
        The arguments; those of the process when None.
    project : Project
        The copy of the project that holds the lessons.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a folder's odd name must not stop the report about it
            stream.reconfigure(errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        status = args.command(args, project)
        sys.stdout.flush()
        return status
    except CallError as error:
        return _complain(error, error.status)
    except BrokenPipeError:  # whoever read our output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'A file'}: {error.strerror or error}", 2)
    except KeyboardInterrupt:
        return _complain("interrupted", 130)


def _complain(what, status) -> int:
    print(f"python -m autograder: {what}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="Release lessons, grade submissions, write feedback."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name, run, text):
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.set_defaults(command=run)
        return sub

    _add_release(command("release", _release, "make the students' notebooks from solutions/"))
    _add_course(command("register", _register, "put a lesson into a course's gradebook, for plain nbgrader commands"))
    _add_grade(command("grade", _grade, "grade the submissions of a lesson and print the table of scores"))
    _add_feedback(command("feedback", _feedback, "write the page that each student gets back"))
    _add_export(command("export", _export, "write the marks of a course as a file for a spreadsheet, Canvas or Moodle"))
    doctor = command("doctor", _doctor, "tell what works on this machine, what is missing, and how to get it")
    doctor.add_argument("--course-dir", metavar="DIR", help="list a course's marks that were not judged from outside")
    lab = command("lab", _lab, "copy the lessons to work/, where nothing is overwritten, and open them in JupyterLab")
    lab.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    return parser


def _add_release(sub) -> None:
    sub.add_argument("lessons", nargs="*", metavar="LESSON", help="only these lessons; all of them without")
    sub.add_argument("--check", action="store_true", help="write nothing; exit 1 if notebooks/ is stale")
    sub.add_argument("--address", metavar="URL", help="the public address of this project, for badges and setup cells")


def _add_course(sub) -> None:
    sub.add_argument("lesson", metavar="LESSON", help="a lesson's name, such as 01_one_neuron")
    _add_course_dir(sub)


def _add_course_dir(sub) -> None:
    sub.add_argument(
        "--course-dir", metavar="DIR", default=".", help="the folder that holds submitted/ (default: the current one)"
    )


def _add_grade(sub) -> None:
    _add_course(sub)
    _add_selection(sub, "judge again what has not changed")
    sub.add_argument("--jobs", metavar="N", type=_positive, help="how many at a time (default: one for each processor)")
    sub.add_argument("--scheduler", metavar="ADDRESS", help="judge on the Dask cluster of this scheduler")
    sub.add_argument("--unsandboxed", action="store_true", help="run without a sandbox; every result will say so")
    sub.add_argument(
        "--json", metavar="FILE", help="write the results there too; - is standard output, without the table"
    )


def _add_export(sub) -> None:
    _add_course_dir(sub)
    sub.add_argument("--format", choices=("csv", "canvas", "moodle"), required=True, help="what will read the file")
    sub.add_argument("--to", metavar="FILE", required=True, help="the file; it is replaced")
    sub.add_argument("--unjudged", action="store_true", help="take marks too that were not judged from outside")


def _add_feedback(sub) -> None:
    _add_course(sub)
    _add_selection(sub, "write again what is up to date")


def _add_selection(sub, force) -> None:
    sub.add_argument("--student", metavar="ID", action="append", default=[], help="only this student; may be repeated")
    sub.add_argument("--force", action="store_true", help=force)


def _positive(text) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 up, got {text!r}")
    return int(text)


def _release(args, project) -> int:
    from autograder.grading.release import release

    return 0 if release(project, args.lessons, check=args.check, address=args.address) else 1


def _register(args, project) -> int:
    from autograder.grading.register import course_folder, register

    db_url = register(project, args.lesson, course_folder(args.course_dir))
    print(f"{args.lesson} is in the gradebook {db_url}.  Next:  nbgrader autograde {args.lesson}")
    return 0


def _grade(args, project) -> int:
    from autograder.grading.grade import grade
    from autograder.grading.progress import progress
    from autograder.grading.register import course_folder
    from autograder.grading.table import table

    course, target = course_folder(args.course_dir), _json_target(args.json)
    new_executor, jobs = _executor(args)
    done = []
    with progress(done) as (on_start, on_row):
        try:
            rows = grade(
                project,
                args.lesson,
                course,
                students=args.student,
                jobs=jobs,
                force=args.force,
                on_start=on_start,
                on_row=on_row,
                unsandboxed=args.unsandboxed,
                new_executor=new_executor,
            )
        except KeyboardInterrupt:
            kept = "1 result is" if len(done) == 1 else f"{len(done)} results are"
            return _complain(f"interrupted. {kept} kept; the same command, without --force, goes on from there.", 130)
    text = json.dumps({"version": 1, "results": rows}, indent=1)
    if target:
        target.write_text(text + "\n", encoding="utf-8")
    print(text if args.json == "-" else table(rows))
    return 1 if any(row["status"] == "failed" for row in rows) else 0


def _executor(args):
    """Return where to judge, and how many submissions at a time; None is this machine, and its processors."""
    if args.scheduler is None:
        return None, args.jobs
    from autograder.grading.cluster import cluster

    new_executor, workers = cluster(args.scheduler)
    return new_executor, args.jobs or workers


def _json_target(name) -> Path | None:
    """Look at the target before hours of grading, not after."""
    if name in (None, "-"):
        return None
    path = Path(name)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise CallError(
            f"--json cannot write {name}: {'it is a folder' if path.is_dir() else 'its folder does not exist'}."
        )
    return path


def _feedback(args, project) -> int:
    from autograder.grading.feedback import feedback
    from autograder.grading.register import course_folder

    return feedback(project, args.lesson, course_folder(args.course_dir), args.student, args.force)


def _export(args, project) -> int:
    from autograder.grading.export import export
    from autograder.grading.register import course_folder

    number = export(project, course_folder(args.course_dir), args.format, Path(args.to), args.unjudged)
    print(f"{number} {'submission has' if number == 1 else 'submissions have'} marks in {args.to}.")
    return 0


def _doctor(args, project) -> int:
    from autograder.grading.doctor import doctor
    from autograder.grading.register import course_folder

    return doctor(project, course=args.course_dir and course_folder(args.course_dir))


def _lab(args, project) -> int:
    from autograder.workspace import lab

    return lab(project, browser=not args.no_browser)
