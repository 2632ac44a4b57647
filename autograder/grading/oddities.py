"""What is odd about a submitted notebook, each kind in one sentence that names the cells."""

from bisect import bisect_left

from autograder.grading.cells import GivenCell, StudentCell
from autograder.grading.flags import flag
from autograder.grading.matching import Match

# Tags with which nbgrader's and Jupyter's own tools would not run a cell, or not mind its error.
_TAGS = {"skip-execution", "raises-exception"}
_FIELDS = ("grade", "locked", "solution", "task", "schema_version", "cell_type")


def oddities(given: list[GivenCell], theirs: list[StudentCell], matched: Match, submitted) -> list[dict]:
    """Return the flags of a notebook; none for one that was only answered, extended or saved by another program."""
    names = [cell for cell in given if cell.meta.get("grade_id")]
    if names and not any(cell.index in matched.found for cell in names):
        lost = "No exercise of the lesson was found in the notebook: it may be the notebook of another lesson."
        return [flag("missing-cell", lost), *_about_file(theirs, submitted)]
    found = [*_about_names(names, matched), *_about_tests(given, theirs, matched), *_about_cells(given, matched)]
    return [*found, *_about_metadata(given, theirs, matched), *_about_file(theirs, submitted)]


def listed(names) -> str:
    """Return names as a sentence has them: the first five, and how many more there are.

    Examples
    --------
    >>> listed(["a", "b"])
    '"a" and "b"'
    """
    names = list(dict.fromkeys(names))
    shown = [f'"{name[:60]}"' for name in names[:5]]
    shown += [f"{len(names) - 5} more"] if len(names) > 5 else []
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def _told(kind, names, sentence) -> list[dict]:
    """Return one flag for all cells that a sentence is true of."""
    return [flag(kind, f"{sentence}: {listed(names)}.")] if names else []


def _about_names(names, matched):
    by_name = [cell for cell in names if matched.how.get(cell.index) == "name"]
    other = [cell.name for cell in names if matched.how.get(cell.index) not in (None, "name")]
    if other and not by_name:
        how = "The notebook has lost nbgrader's metadata; its cells were found by comments, ids, texts and places"
        return [flag("lost-metadata", f"{how}.")]
    return _told("renamed-cell", other, "Found by comment, id, text or place, as their own names are gone or changed")


def _about_tests(given, theirs, matched):
    tests = [cell for cell in given if cell.is_test]
    missing = [cell.name for cell in tests if cell.index not in matched.found]
    found = [(cell, matched.found[cell.index]) for cell in tests if cell.index in matched.found]
    edited = [cell.name for cell, their in found if not cell.is_as_given(their.source)]
    locked = [cell for cell in given if cell.is_locked and cell.kind == "code" and cell.index in matched.found]
    helpers = [cell.name for cell in locked if not cell.is_as_given(matched.found[cell.index].source)]
    return [
        *_told("missing-test", missing, "Test cells that are not in the notebook, judged by the lesson's own"),
        *_told("edited-test", edited, "Test cells that were changed, judged by the lesson's own"),
        *_told("edited-test", helpers, "Locked cells that were changed; tests use the lesson's own"),
    ]


def _about_cells(given, matched):
    copied = [given[place].name for place, copies in sorted(matched.copies.items()) if copies]
    found = [(cell, matched.found[cell.index]) for cell in given if cell.index in matched.found and cell.matters]
    retyped = [cell.name for cell, their in found if their.kind != cell.kind]
    single = [(cell, their) for cell, their in found if not matched.copies.get(cell.index)]
    missing = [cell.name for cell in given if cell.matters and not cell.is_test and cell.index not in matched.found]
    copies = "Exercises that are there more than once; all copies ran, and the last one counts"
    return [
        *_told("duplicate-cell", copied, copies),
        *_told("missing-cell", missing, "Cells of the lesson that are not in the notebook"),
        *_told("retyped-cell", retyped, "Cells whose type was changed; only code runs"),
        *_told("moved-cell", _moved(single), "Cells that stand at another place than in the lesson; they ran there"),
    ]


def _moved(found) -> list[str]:
    """Name the fewest cells that would have to be put back for the lesson's order."""
    ends, chains = [], []
    for cell, their in found:
        length = bisect_left(ends, their.index)
        chain = [*(chains[length - 1] if length else []), cell.name]
        ends[length : length + 1], chains[length : length + 1] = [their.index], [chain]
    kept = set(chains[-1]) if chains else set()
    return [cell.name for cell, _ in found if cell.name not in kept]


def _about_metadata(given, theirs, matched):
    known = {cell.meta["grade_id"] for cell in given if cell.meta.get("grade_id")}
    unknown = [cell.grade_id for cell in theirs if cell.grade_id and cell.grade_id not in known]
    pairs = [(given[place], cell) for place, cell in matched.found.items()]
    named = [(cell, their) for cell, their in pairs if cell.meta and their.meta]
    points = [cell.name for cell, their in named if _other_points(cell, their)]
    fields = [cell.name for cell, their in named if _other_fields(cell, their)]
    tags = {tag for cell in theirs for tag in cell.tags & _TAGS}
    tags -= {tag for cell in given for tag in cell.tags}
    return [
        *_told("changed-points", points, "Cells with other points than the lesson's, which count"),
        *_told("odd-metadata", fields, "Cells whose nbgrader metadata were changed; the lesson's count"),
        *_told("odd-metadata", unknown, "Names that the lesson does not have; their cells count as the student's own"),
        *_told("odd-metadata", sorted(tags), "Tags that keep a cell from running or failing; they were left out"),
    ]


def _other_points(given, their) -> bool:
    return "points" in given.meta and "points" in their.meta and not _equal(given.meta["points"], their.meta["points"])


def _other_fields(given, their) -> bool:
    if "points" in given.meta and "points" not in their.meta:
        return True
    both = [name for name in _FIELDS if name in given.meta and name in their.meta]
    return any(not _equal(given.meta[name], their.meta[name]) for name in both)


def _equal(ours, theirs) -> bool:
    return (
        isinstance(theirs, (str, int, float)) and isinstance(theirs, bool) == isinstance(ours, bool) and ours == theirs
    )


def _about_file(theirs, submitted):
    odd = {}
    for cell in theirs:
        if cell.odd:
            odd.setdefault(cell.odd, []).append(str(cell.index + 1))
    flags = [
        flag("odd-metadata", f"Of the file's cells, these {what}: {listed(cells)}.") for what, cells in odd.items()
    ]
    return flags + _about_kernel(submitted)


def _about_kernel(submitted):
    metadata = submitted.get("metadata") if isinstance(submitted, dict) else None
    if not isinstance(metadata, dict):
        return [flag("odd-metadata", "The notebook has no metadata of its own; it was run with Python.")]
    kernel, language = (metadata.get(key, {}) for key in ("kernelspec", "language_info"))
    named = [kernel.get("language")] if isinstance(kernel, dict) else [kernel]
    named += [language.get("name")] if isinstance(language, dict) else [language]
    other = [name for name in named if name is not None and not _is_python(name)]
    return [flag("other-kernel", f"The notebook asks for {other[0]!r:.60}; it was run with Python.")] if other else []


def _is_python(name) -> bool:
    return isinstance(name, str) and name.lower().lstrip("i").startswith("python")
