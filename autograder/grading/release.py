"""``release``: solutions/ → notebooks/, the same bytes every time, and nothing given away."""

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from autograder.grading.address import badges_source, checked_address, read_address, write_address
from autograder.grading.generate import generate, scratch_gradebook
from autograder.grading.leaks import problems
from autograder.grading.project import CallError, Project, lessons_in


class Unsafe(CallError):
    """A lesson cannot be given to students as it stands."""

    status = 1


def release(project: Project, lessons=(), check=False, address=None, say=print) -> bool:
    """Bring notebooks/ up to date, or with `check` only tell whether it is.

    Parameters
    ----------
    project : Project
    lessons : sequence of str
        Only these; all of them, and what is left over of removed ones, when empty.
    check : bool
        Write nothing.
    address : str or None
        A new public address for pyproject.toml.
    say : callable
        Takes the lines for the user.

    Returns
    -------
    bool
        Whether notebooks/ is, or was, up to date; always True after writing.
    """
    if check and address:
        raise CallError("--check writes nothing, so it does not go with --address. Use one of them.")
    chosen = [project.lesson(name) for name in lessons] or project.lessons()
    if not chosen:
        raise CallError(f"There are no lessons in {project.solutions}. Run this from a copy of the project.")
    with _address(project, address), scratch_gradebook() as (folder, db_url):
        made = {lesson: _make(project, lesson, folder / lesson, db_url) for lesson in chosen}
        stale = [name for name in chosen if _files(made[name]) != _files(project.notebooks / name)]
        orphans = [] if lessons else sorted(set(lessons_in(project.notebooks)) - set(chosen))
        if check:
            return _report(stale, orphans, len(chosen), say)
        _write(project, made, stale, orphans, say)
    return True


@contextmanager
def _address(project, address):
    """Write a new address for the generator to read, and take it back if the release fails."""
    before = project.pyproject.read_bytes()
    if address:
        write_address(project, checked_address(address))
    try:
        yield
    except BaseException:
        if address:
            project.pyproject.write_bytes(before)
        raise


def _make(project, lesson, folder, db_url) -> Path:
    """Generate one lesson and refuse it if anything in it must not be given out."""
    folder.mkdir()
    made = generate(project, lesson, folder, db_url)
    for path in sorted(made.rglob("*.ipynb")):
        source = json.loads((project.solutions / lesson / path.relative_to(made)).read_text(encoding="utf-8"))
        points = points_of(lesson) if path.stem == lesson else None
        found = problems(source, json.loads(path.read_text(encoding="utf-8")), points)
        if found:
            more = f" ({len(found) - 1} more like this)" if len(found) > 1 else ""
            raise Unsafe(f"{lesson} was not released: {found[0]}{more}. Nothing was written.")
    return made


def points_of(lesson: str) -> dict | None:
    """Return exercise → points where the lesson has an exercise module, None where it has none."""
    from autograder import exercises

    try:
        return exercises.points(lesson)
    except LookupError:
        return None


def _files(folder: Path) -> dict:
    """Read a folder as relative name → bytes; what an editor or a run leaves behind does not count."""
    paths = [p for p in folder.rglob("*") if p.is_file() and not {".ipynb_checkpoints", "__pycache__"} & set(p.parts)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _report(stale, orphans, number, say) -> bool:
    for name in stale:
        say(f"stale: notebooks/{name} differs from what solutions/{name} makes.")
    for name in orphans:
        say(f"left over: notebooks/{name} has no lesson in solutions/.")
    if stale or orphans:
        say("Run:  python -m autograder release")
    else:
        say(f"notebooks/ is up to date: {number} lesson{'s' if number != 1 else ''}.")
    return not stale and not orphans


def _write(project, made, stale, orphans, say) -> None:
    for name in stale:
        _replace(made[name], project.notebooks / name)
        say(f"released: notebooks/{name}")
    for name in orphans:
        shutil.rmtree(project.notebooks / name)
        say(f"removed: notebooks/{name} (there is no such lesson in solutions/)")
    if not stale and not orphans:
        say("notebooks/ was already up to date.")
    if not badges_source(read_address(project), project.version(), "lesson"):
        say(
            "The badges are left out: there is no public address yet. "
            "Set one with:  python -m autograder release --address URL"
        )


def _replace(new: Path, old: Path) -> None:
    """Put a folder in another's place: whoever looks sees the old one or the new one, never half of one."""
    old.parent.mkdir(exist_ok=True)
    beside = old.with_name(f".{old.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(new, beside)
    shutil.rmtree(old, ignore_errors=True)
    os.replace(beside, old)
