"""Do the files around the project say what they should: exact requirements, Binder, licence, no trace of a machine?"""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from tests.committed import committed

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
REQUIREMENTS = (ROOT / "requirements.txt").read_text()

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))


def ranges(pyproject) -> list[Requirement]:
    """What the project asks for, in all its extras together, as ranges."""
    project = pyproject["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return [asked for line in lines if (asked := Requirement(line)).name != project["name"]]


def environments():
    for python in PYTHONS:
        for sys_platform, os_name, system in PLATFORMS:
            names = {"sys_platform": sys_platform, "os_name": os_name, "platform_system": system}
            yield {**default_environment(), "python_version": python, "python_full_version": f"{python}.9", **names}


def complaints(requirements: str, pyproject) -> list[str]:
    """What keeps requirements.txt from being an exact set inside pyproject's ranges, on every system."""
    found = []
    if "://" in requirements or re.search(r"^\s*(-|.* @ )", requirements, re.MULTILINE):
        found.append("an address, a path or an option stands in requirements.txt")
    pins = [Requirement(line) for line in requirements.splitlines() if line[:1].isalnum()]
    if loose := [str(pin) for pin in pins if [part.operator for part in pin.specifier] != ["=="]]:
        return [*found, f"not exact: {loose}"]
    for environment in environments():
        here = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment)]
        versions = {pin.name: next(iter(pin.specifier)).version for pin in here}
        if len(versions) != len(here):
            found.append("a package has two versions on one system")
        for asked in ranges(pyproject):
            if asked.name not in versions:
                found.append(f"{asked.name} is missing")
            elif not asked.specifier.contains(versions[asked.name]):
                found.append(f"{asked.name} {versions[asked.name]} is outside {asked.specifier}")
    return sorted(set(found))


def test_requirements_are_an_exact_set_inside_the_ranges():
    assert complaints(REQUIREMENTS, PYPROJECT) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (r"^scipy==.*\n", "", "scipy is missing"),
        (r"^(numpy)==.*", r"\1==1.25.0", "numpy 1.25.0 is outside >=1.26"),
        (r"^(ruff)==", r"\1>=", "not exact"),
        (r"\A", "numpy==2.0.0\n", "two versions"),
        (r"\A", "--find" + "-links https://example.org/simple\n", "an address"),
        (r"\A", "tqdm @ file:///wheels/tqdm.whl\n", "an address"),
        (r"^(jupyterlab==\S+)", r"\1 ; sys_platform != 'win32'", "jupyterlab is missing"),
    ],
)
def test_a_fault_in_the_requirements_is_seen(old, new, complaint):
    broken = re.sub(old, new, REQUIREMENTS, count=1, flags=re.MULTILINE)
    assert broken != REQUIREMENTS
    assert any(complaint in found for found in complaints(broken, PYPROJECT))


def test_requirements_name_the_command_that_makes_them():
    assert REQUIREMENTS.splitlines()[1] == "#    make requirements"


def test_binder_has_a_new_enough_python_and_only_what_a_student_needs():
    assert (ROOT / ".binder/runtime.txt").read_text() == "python-3.12\n"
    lines = (ROOT / ".binder/requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [*PYPROJECT["project"]["dependencies"], "."]


def test_binder_opens_on_the_lessons(tmp_path):
    post_build = ROOT / ".binder/postBuild"
    assert post_build.stat().st_mode & 0o111
    subprocess.run([post_build], env={"PATH": "/usr/bin:/bin", "NB_PYTHON_PREFIX": str(tmp_path)}, check=True)
    written = (tmp_path / "etc/jupyter/jupyter_server_config.d/lessons.json").read_text()
    assert written == '{"ServerApp": {"default_url": "/lab/tree/notebooks"}}\n'
    assert list(ROOT.glob("notebooks/*/*.ipynb"))


def test_the_licence_is_the_one_that_the_package_names():
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith(f"{PYPROJECT['project']['license']} License\n")
    assert "the Weigh, Sum, Bend authors" in text


# Put together from pieces, so that this file does not name what it looks for.
FOLDERS = ("/ho" + r"me/\w", "/Us" + r"ers/\w", "/ro" + "ot/", "/tm" + r"p/\w", r"\.\./sha" + "red")
MACHINE = re.compile("|".join(FOLDERS))


def test_no_file_names_a_folder_of_somebodys_machine():
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in committed(ROOT)}
    found = [f"{path}: {match.group()}" for path, text in texts.items() if (match := MACHINE.search(text))]
    assert found == []
    assert MACHINE.search("see /ho" + "me/ada/notes")


def test_what_a_student_and_a_course_make_is_ignored():
    made = [
        "work/01/01.ipynb",
        ".venv/installed",
        "gradebook.db",
        "submitted/a/b",
        "autograded/a",
        ".autograder/journal",
    ]
    ignored = subprocess.run(["git", "check-ignore", *made], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ignored.stdout.split() == made
