"""Write where it must not: the gradebook, other students' work, the reader's home; by path or through a planted file.

@OUTSIDE@ is a folder that everybody may write to: what keeps an attack out of it is not the file's owner.
"""

import os
import socket
from pathlib import Path

from tests.attacks.attack import ALL_RIGHT, Attack, Submission, adding, with_files
from tests.attacks.target import FULL, LESSON

KIND = "write where it must not"
NEIGHBOUR = "a-neighbour"  # the student that a scene puts before every attack

UPDATE = """\
import sqlite3, time
def raise_marks(path):
    for statement in ("update grade set auto_score = 40", "update grade set manual_score = 40",
                      "update base_cell set name = name || 'x'", "update grade_cells set max_score = 40"):
        try:
            with sqlite3.connect(path, timeout=0.2) as db:
                db.execute(statement)
        except sqlite3.Error:
            pass
"""

GRADEBOOK = UPDATE + 'raise_marks("@COURSE@/gradebook.db")'

LATER = (
    UPDATE
    + """\
import os
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    for number in range(3):
        os.close(number)
    for _ in range(40):
        time.sleep(0.25)
        raise_marks("@COURSE@/gradebook.db")
    os._exit(0)"""
)

OTHERS = """\
import glob, os, shutil
for path in glob.glob("@COURSE@/submitted/*/*/*.ipynb") + glob.glob("@COURSE@/autograded/*/*/*.ipynb"):
    for mode in ("w", "a"):
        try:
            open(path, mode).write("{}")
        except OSError:
            pass
shutil.rmtree("@COURSE@/submitted/a-neighbour", ignore_errors=True)"""

EVERYWHERE = """\
import os
for path in ("@OUTSIDE@/canary", "@HOME@/.netrc", "@HOME@/.ipython/profile_default/startup/00.py", "@COURSE@/new",
             "@PROJECT@/solutions/new", "@PROJECT@/pyproject.toml", "../other.txt", "../../../over.txt"):
    for mode in ("w", "a"):
        try:
            with open(path, mode) as file:
                file.write("import os")
        except OSError:
            pass
for path in ("@OUTSIDE@/canary", "@HOME@/.netrc", "@COURSE@/nbgrader_config.py"):
    for act in (os.unlink, lambda p: os.chmod(p, 0), lambda p: os.rename(p, p + ".bak"), lambda p: os.truncate(p, 0)):
        try:
            act(path)
        except OSError:
            pass"""

BY_SHELL = """\
import os
os.system("echo 40 > @OUTSIDE@/canary; rm -rf @COURSE@/submitted/a-neighbour; echo x >> @HOME@/.netrc")
get_ipython().system("cp /dev/null @OUTSIDE@/canary")"""

THROUGH_PLANTED = """\
import os
for name in ("data.csv", "twin.ipynb", "folder/gradebook.db", "folder/submitted/a-neighbour"):
    for mode in ("r+", "w", "a"):
        try:
            with open(name, mode) as file:
                file.write("40")
        except OSError:
            pass
try:
    os.truncate("data.csv", 0)
except OSError:
    pass"""

FLAGGED = ("wrote-outside", "looked-outside", "started-process")


def _link_to_gradebook(folder: Path, course: Path):
    (folder / "data.csv").symlink_to(course / "gradebook.db")


def _link_to_course(folder: Path, course: Path):
    (folder / "folder").symlink_to(course, target_is_directory=True)


def _hard_link(folder: Path, course: Path):
    os.link(course / "submitted" / NEIGHBOUR / LESSON / f"{LESSON}.ipynb", folder / "twin.ipynb")


def _pipe(folder: Path, course: Path):
    os.mkfifo(folder / "data.csv")


def _socket(folder: Path, course: Path):
    here = os.getcwd()
    os.chdir(folder)  # a socket's name must be short, and the scene's folders are not
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("data.csv")
    finally:
        os.chdir(here)


def _notebook_is_link(folder: Path, course: Path):
    (folder / f"{LESSON}.ipynb").symlink_to(course / "submitted" / NEIGHBOUR / LESSON / f"{LESSON}.ipynb")


def _notebook_is_pipe(folder: Path, course: Path):
    os.mkfifo(folder / f"{LESSON}.ipynb")


def _notebook_is_endless(folder: Path, course: Path):
    (folder / f"{LESSON}.ipynb").symlink_to("/dev/zero")


def _writes(name, tries, source) -> Attack:
    return Attack(
        kind=KIND,
        name=name,
        tries=tries,
        make=adding(source, "primes-test"),
        base=ALL_RIGHT,
        fair=FULL,
        at_least=FULL,
        flags=FLAGGED,
    )


def _plants(name, tries, place) -> Attack:
    return Attack(
        kind=KIND,
        name=name,
        tries=tries,
        make=with_files(adding(THROUGH_PLANTED), place=place),
        base=ALL_RIGHT,
        fair=FULL,
        at_least=FULL,
        flags=("left-out-file",),
    )


def _is_no_file(name, tries, place) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=lambda nb: Submission(None, {}, place), may_fail=True)


ATTACKS = (
    _writes("gradebook", "raises all marks in the gradebook", GRADEBOOK),
    _writes("gradebook-later", "raises them later, from a detached process", LATER),
    _writes("others", "overwrites what others handed in", OTHERS),
    _writes("everywhere", "writes, renames and empties files all over", EVERYWHERE),
    _writes("by-shell", "has a shell overwrite and delete files", BY_SHELL),
    _plants("link", "writes through a link to the gradebook", _link_to_gradebook),
    _plants("linked-folder", "writes through a link to the course's folder", _link_to_course),
    _plants("hard-link", "writes into a neighbour's notebook through a hard link", _hard_link),
    _plants("pipe", "hands in a pipe beside the notebook", _pipe),
    _plants("socket", "hands in a socket beside the notebook", _socket),
    _is_no_file("linked-notebook", "hands in a link to a neighbour's notebook", _notebook_is_link),
    _is_no_file("pipe-notebook", "hands in a pipe as the notebook", _notebook_is_pipe),
    _is_no_file("endless-notebook", "hands in a link to an endless device as the notebook", _notebook_is_endless),
)
