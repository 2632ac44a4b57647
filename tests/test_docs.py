"""Does what README and docs say exist: commands, targets, options, files, links, and the examples in code?"""

import contextlib
import dataclasses
import doctest
import io
import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder import cli
from autograder.exercises import LESSONS
from autograder.grading import pipeline, results
from autograder.grading.flags import FLAGS
from autograder.grading.settings import read_limits
from autograder.grading.submissions import Submission
from autograder.sandbox.limits import Limits

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]+)")
INLINE = re.compile(r"`([^`\n]+)`")

# Named in the docs, made by running something.
MADE_LATER = ("work/", "submitted/", "autograded/", "feedback/", ".venv/")

# What the author's guide calls the lesson that is being added.
THE_NEXT_LESSON = ("solutions/02_linear_collapse/", "autograder/exercises/linear_collapse.py")


def blocks(text: str, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(text) if language in languages]


def commands(text: str) -> list[str]:
    """Every command line that a page shows, in its code blocks and in its sentences, without comments."""
    shown = [line for body in blocks(text, "bash", "powershell") for line in body.splitlines()]
    shown += INLINE.findall(FENCE.sub("", text))
    return [line.partition("  #")[0].strip() for line in shown]


def dead_links(text: str, folder: Path) -> list[str]:
    return [target for target in LINK.findall(text) if not (folder / target).exists()]


def dead_anchors(text: str) -> list[str]:
    """Links to a section of the same page that has no such heading."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    known = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return [name for name in re.findall(r"\]\(#([^)]+)\)", text) if name not in known]


def dead_paths(text: str) -> list[str]:
    """Paths in backticks, relative to the project, that neither exist nor are made later."""
    inline = INLINE.findall(FENCE.sub("", text))
    paths = [word for word in inline if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", word) and "/" in word]
    paths = [path for path in paths if not path.startswith((*MADE_LATER, *THE_NEXT_LESSON))]
    return [path for path in paths if not (ROOT / path).exists()]


def wrong_commands(text: str) -> list[str]:
    """Commands of ours that would not be understood: an unknown target of make, an unknown command or option."""
    return [line for line in commands(text) if not (understood_by_make(line) and understood_by_cli(line))]


def understood_by_make(line: str) -> bool:
    words = line.split()
    if words[:1] != ["make"] or len(words) < 2:
        return True
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return all(word in targets or re.fullmatch(r"[A-Z]+=\S+", word) for word in words[1:])


def understood_by_cli(line: str) -> bool:
    match = re.search(r"python -m autograder (.*)", line)
    if not match or "…" in match[1].replace("https://…", ""):
        return True
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            cli._parser().parse_args(shlex.split(match[1]))
    except SystemExit:
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_path_and_command_exists(page):
    text = page.read_text(encoding="utf-8")
    assert dead_links(text, page.parent) == []
    assert dead_anchors(text) == []
    assert dead_paths(text) == []
    assert wrong_commands(text) == []


def test_what_does_not_exist_is_found():
    assert dead_links("see [this](docs/nothing.md)", ROOT) == ["docs/nothing.md"]
    assert dead_anchors("# A title\n[here](#a-title), [there](#another)") == ["another"]
    assert dead_paths("see `nnlib/nothing.py` and `nnlib/layers.py`") == ["nnlib/nothing.py"]
    assert wrong_commands("run `make laboratory`") == ["make laboratory"]
    assert wrong_commands("```bash\npython -m autograder grade 01 --jobz 4\n```") == [
        "python -m autograder grade 01 --jobz 4"
    ]
    assert wrong_commands("run `python -m autograder gade 01`") == ["python -m autograder gade 01"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_in_code_give_what_is_shown(page):
    names = {}
    for number, body in enumerate(blocks(page.read_text(encoding="utf-8"), "pycon"), 1):
        example = doctest.DocTestParser().get_doctest(body, names, f"{page.name}, example {number}", str(page), 0)
        out = io.StringIO()
        failed = doctest.DocTestRunner().run(example, out=out.write, clear_globs=False).failed
        names = example.globs
        assert not failed, out.getvalue()


def test_the_readme_has_examples_in_code():
    assert len(blocks(PAGES[0].read_text(encoding="utf-8"), "pycon")) == 2


def test_the_readme_without_make_does_what_make_does():
    quiet = re.compile(r" --(quiet|disable-pip-version-check|clear)\b")
    command = ["make", "--dry-run", "--always-make", "PYTHON=python3", "lab"]
    dry = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    does = [quiet.sub("", line.rpartition("|| ")[2]) for line in dry]
    windows, elsewhere = blocks(PAGES[0].read_text(encoding="utf-8"), "powershell", "bash")[1:3]
    assert set(elsewhere.splitlines()) <= set(does)
    as_elsewhere = windows.replace("\\", "/").replace("/Scripts/", "/bin/").replace("py -m", "python3 -m")
    assert as_elsewhere == elsewhere


def test_the_map_of_the_readme_names_every_folder():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    folders = {line.split("/")[0] + "/" for line in listed.stdout.splitlines() if "/" in line}
    section = PAGES[0].read_text(encoding="utf-8").partition("## Where things are")[2]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    named = {name for row in rows for name in INLINE.findall(row)}
    assert named == folders | {"work/"}


def test_the_readme_lists_every_lesson():
    named = re.findall(r"^\| `(\d\d_\w+)` \|", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE)
    assert named == list(LESSONS)


def lecturers_guide() -> str:
    return (ROOT / "docs/lecturer.md").read_text(encoding="utf-8")


def table(text: str, header: str) -> dict[str, str]:
    """The rows of the table whose first column has this header: name in backticks → the last column."""
    rows = re.search(rf"^\| {header} \|.*\n\|[ |-]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)[1].splitlines()
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|"))] for row in rows]
    return {row[0].strip("`"): row[-1] for row in cells}


def test_the_lecturers_guide_shows_the_results_as_they_are_written():
    shown = json.loads(blocks(lecturers_guide(), "json")[0])
    submission = Submission("ada", "01_one_neuron", Path("nowhere"))
    row = results.failed_row(submission, [], "nothing was submitted", [], 0.0)
    assert list(shown["results"][0]) == list(row)
    entry = results._entry("01_one_neuron", results.GradedCell("weighted_sum-test", 2.0, False), 0.0, None)
    assert list(shown["results"][0]["exercises"][0]) == list(entry)


def test_the_lecturers_guide_names_every_verdict():
    guide = lecturers_guide()
    assert [word for word in results.VERDICTS if f"`{word}`" not in guide] == []


def test_the_lecturers_guide_says_of_every_flag_what_the_code_says():
    assert table(lecturers_guide(), "flag") == FLAGS


def test_the_lecturers_guide_names_every_limit_and_its_default():
    rows = table(lecturers_guide(), "setting")
    assert list(rows) == [field.name for field in dataclasses.fields(Limits)]
    for field in dataclasses.fields(Limits):
        assert f"| `{field.name}` | {field.default:g} |" in lecturers_guide()


def test_the_lecturers_guide_sets_a_limit_as_the_code_reads_it():
    (example,) = [body for body in blocks(lecturers_guide(), "python") if "OutsideJudge" in body]
    config = Config()
    exec(example, {"get_config": lambda: config})
    assert read_limits(config) == Limits(cell_seconds=20)


def test_the_lecturers_guide_installs_the_judge_in_a_folder_of_its_own():
    (example,) = [body for body in blocks(lecturers_guide(), "python") if "configure" in body]
    config = Config()
    exec(example, {"get_config": lambda: config})
    assert config.Autograde.sanitize_preprocessors == list(pipeline.SANITIZE)
    assert Path(config.JudgeOutside.project_root) == ROOT


def test_the_students_guide_explains_every_state_of_a_check():
    from autograder.forms import base

    guide = (ROOT / "docs/student.md").read_text(encoding="utf-8")
    states = (base.RIGHT, base.PARTLY, base.WRONG, base.ERROR, base.BLANK)
    assert re.findall(r"^\| `([\w ]+)` \|", guide.partition("| the check says |")[2], re.MULTILINE)[:5] == list(states)
