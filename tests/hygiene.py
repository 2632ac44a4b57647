"""What a lesson's notebook must look like: each gate takes a notebook and says, in words, what is wrong with it."""

import base64
import re
from collections.abc import Iterator

import nbformat

GRADED = ("solution", "grade", "task")
KEYS_NBGRADER_ADDS = {"deletable", "editable"}
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
GAP = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


def is_graded(cell) -> bool:
    return any(cell.metadata.get("nbgrader", {}).get(role) for role in GRADED)


def exercises(notebook) -> dict[str, dict]:
    """The exercises a notebook asks for: name -> its solution cell."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return {cell.metadata.nbgrader.grade_id: cell for cell in cells}


def points(notebook) -> dict[str, float]:
    """Points by exercise, as the test cells carry them."""
    cells = [cell.metadata["nbgrader"] for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return {data["grade_id"].removesuffix("-test"): data["points"] for data in cells}


def complaints(notebook, gates) -> list[str]:
    """Everything that a row of gates has to say against a notebook."""
    return [complaint for gate in gates for complaint in gate(notebook)]


def is_notebook_4_5(notebook) -> Iterator[str]:
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"format {notebook.nbformat}.{notebook.nbformat_minor} where 4.5 is expected"
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield f"not a valid notebook: {error.message}"


def ids_are_readable_and_unique(notebook) -> Iterator[str]:
    seen = set()
    for cell in notebook.cells:
        name = cell.get("id", "")
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,63}", name):
            yield f"cell id {name!r} is not a readable name (a letter first; letters, digits, - and _)"
        if re.match(r"[0-9a-f]{8}(-|$)", name):
            yield f"cell id {name!r} was made up by a program"
        if name in seen:
            yield f"cell id {name!r} stands twice"
        seen.add(name)


def ids_equal_grade_ids(notebook) -> Iterator[str]:
    for cell in filter(is_graded, notebook.cells):
        if cell.get("id") != cell.metadata.nbgrader.grade_id:
            yield f"cell {cell.get('id')!r} has grade_id {cell.metadata.nbgrader.grade_id!r}"


def nothing_has_run(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"cell {cell.id!r} keeps an output or an execution count"


def metadata_is_minimal(notebook) -> Iterator[str]:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    if notebook.metadata != {"kernelspec": kernel, "language_info": {"name": "python"}}:
        yield f"notebook metadata is {dict(notebook.metadata)}, not just the kernel and the language"
    for cell in notebook.cells:
        extra = set(cell.metadata) - {"nbgrader", "tags"} - (KEYS_NBGRADER_ADDS if is_graded(cell) else set())
        # A folded source is the one thing more: an answer must not stand open under its question.
        if extra and not (extra == {"jupyter"} and cell.metadata["jupyter"] == {"source_hidden": True}):
            yield f"cell {cell.id!r} has metadata {sorted(extra)}"


def tags_are_demo_or_lab(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if tags and (len(tags) > 1 or tags[0] not in ("demo", "lab") or cell.cell_type != "code" or is_graded(cell)):
            yield f"cell {cell.id!r} has tags {tags}: one of demo and lab, on ungraded code cells only"


def exercises_are_named(notebook) -> Iterator[str]:
    for name, cell in exercises(notebook).items():
        lines = cell.source.splitlines()
        if not lines or lines[0] != f"# exercise: {name}":
            yield f"exercise {name!r} does not begin with `# exercise: {name}`"
        if not any(re.match(rf"(def {name}\(|{name} = )", line) for line in lines):
            yield f"exercise {name!r} does not define {name}"


def lessons_checked(notebook) -> set[str]:
    """The lessons that a notebook's checks name; it should be one, the notebook's own."""
    return {match[1] for cell in notebook.cells if (match := re.match(r'check\("(\w+)\.', cell.source))}


def tests_are_one_check(notebook) -> Iterator[str]:
    if len(lessons := lessons_checked(notebook)) != 1:
        yield f"the checks name the lessons {sorted(lessons)}, not one"
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            name = cell.metadata.nbgrader.grade_id.removesuffix("-test")
            if not re.fullmatch(rf'check\("\w+\.{name}", {name}\)', cell.source):
                yield f'the test of {name!r} is not exactly check("LESSON.{name}", {name})'
    order = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if is_graded(cell)]
    if order != [grade_id for name in exercises(notebook) for grade_id in (name, f"{name}-test")]:
        yield f"each exercise is followed by its own test, and nothing else is graded: {order}"


def points_sum_to_20(notebook) -> Iterator[str]:
    if (total := sum(points(notebook).values())) != 20:
        yield f"the points add up to {total}, not 20"


def cells_are_short(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        lines = [line for line in cell.source.splitlines() if not line.startswith("###")]
        if cell.cell_type == "code" and len(lines) > 15:
            yield f"cell {cell.id!r} has {len(lines)} lines of code, more than 15"


def gaps_are_short_and_marked(notebook) -> Iterator[str]:
    for name, cell in exercises(notebook).items():
        gaps = GAP.findall(cell.source)
        if len(gaps) != 1:
            yield f"exercise {name!r} has {len(gaps)} marked solutions where one is expected"
        elif (lines := len(gaps[0].strip().splitlines())) > 8:
            yield f"the gap of exercise {name!r} is {lines} lines, more than 8"


def nothing_is_unfinished(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        if word := re.search(r"\b(TODO|FIXME|XXX|TBD|lorem ipsum|placeholder)\b", cell.source, re.IGNORECASE):
            yield f"cell {cell.id!r} says {word.group()}"


def images_can_be_read_aloud(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        for image in IMAGE.finditer(cell.source):
            if "badge" not in image["target"] and len(image["alt"].split()) < 5:
                yield f"cell {cell.id!r}: the picture {image['target']} has the alt text {image['alt']!r}"
        for tag in HTML_IMAGE.findall(cell.source):
            if not re.search(r"alt=([\"']).{20,}?\1", tag):
                yield f"cell {cell.id!r}: {tag[:60]} has no alt text"


def attachments_are_small_and_used(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        attached = cell.get("attachments", {})
        shown = {
            m["target"].removeprefix("attachment:") for m in IMAGE.finditer(cell.source) if "attachment:" in m["target"]
        }
        if set(attached) != shown:
            yield f"cell {cell.id!r} shows the attachments {sorted(shown)} and carries {sorted(attached)}"
        for name, data in attached.items():
            for encoded in data.values():
                if (size := len(base64.b64decode(encoded))) > 60_000:
                    yield f"attachment {name} of cell {cell.id!r} has {size} bytes, more than 60,000"


def nothing_is_given_away(notebook) -> Iterator[str]:
    for cell in notebook.cells:
        if re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS)", cell.source):
            yield f"cell {cell.id!r} still has the marks of a solution or a hidden test"


BOTH = (
    is_notebook_4_5,
    ids_are_readable_and_unique,
    ids_equal_grade_ids,
    nothing_has_run,
    metadata_is_minimal,
    tags_are_demo_or_lab,
    exercises_are_named,
    tests_are_one_check,
    points_sum_to_20,
    cells_are_short,
    nothing_is_unfinished,
    images_can_be_read_aloud,
    attachments_are_small_and_used,
)
OF_SOURCES = (*BOTH, gaps_are_short_and_marked)
OF_RELEASES = (*BOTH, nothing_is_given_away)
