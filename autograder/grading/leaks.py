"""What must not be in a student's notebook: solutions, hidden tests, outputs, points that disagree."""

import re

_REGION = re.compile(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)(.*?)END \1", re.DOTALL)
_MARKER = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
# Shorter lines, such as `else:` or `z = 0`, say nothing and occur anywhere.
_TELLING = 6


def problems(source: dict, released: dict, points: dict | None = None) -> list[str]:
    """List what is wrong with a released notebook, one sentence each; an empty list means: safe to give out.

    Parameters
    ----------
    source, released : dict
        The author's notebook and the student's version of it.
    points : dict or None
        exercise → points, as the exercise module has them; None where a lesson has no module.
    """
    found = _markers(released) + _outputs(released) + _solutions(source, released) + _placeholders(source, released)
    return found + (_points(released, points) if points is not None else [])


def hidden_lines(text: str) -> list[str]:
    """Return the lines that stand between BEGIN and END markers, stripped, without trivial ones.

    Examples
    --------
    >>> hidden_lines("z = ...\\n### BEGIN SOLUTION\\nz = w @ x + b\\n### END SOLUTION")
    ['z = w @ x + b']
    """
    lines = [line.strip() for region in _REGION.finditer(text) for line in region[2].splitlines()]
    return [line for line in lines if len(line) >= _TELLING and not line.startswith("###")]


def _text(cell) -> str:
    return "".join(cell["source"])


def _name(cell, index) -> str:
    return f'cell "{cell.get("id", index)}"'


def _markers(nb) -> list[str]:
    return [
        f"{_name(cell, i)} still holds {match[0]}"
        for i, cell in enumerate(nb["cells"])
        if (match := _MARKER.search(_text(cell)))
    ]


def _outputs(nb) -> list[str]:
    stored = [(i, cell) for i, cell in enumerate(nb["cells"]) if cell.get("outputs") or cell.get("execution_count")]
    return [f"{_name(cell, i)} has stored outputs" for i, cell in stored]


def _solutions(source, released) -> list[str]:
    """What an author shows outside the markers is public; what stands only between them must not come out."""
    whole = "\n\n".join(_text(cell) for cell in source["cells"])
    public = _REGION.sub("", whole)
    secret = {line for line in hidden_lines(whole) if line not in public}
    return [
        f'{_name(cell, i)} gives a solution or a hidden test away: "{line}"'
        for i, cell in enumerate(released["cells"])
        for line in sorted(secret)
        if line in _text(cell) or line in str(cell["metadata"])
    ]


def _placeholders(source, released) -> list[str]:
    """A cell whose markers are mistyped is replaced as a whole by nbgrader, and loses its first comment too."""
    after = {cell.get("id"): _text(cell) for cell in released["cells"]}
    firsts = [(cell.get("id"), _text(cell).split("\n")[0]) for cell in source["cells"]]
    return [
        f'cell "{name}" lost its line "{first}": are its BEGIN SOLUTION and END SOLUTION spelled right?'
        for name, first in firsts
        if first.startswith("# exercise:") and not after.get(name, "").startswith(first)
    ]


def _points(nb, points) -> list[str]:
    in_cells = {
        meta["grade_id"].removesuffix("-test"): meta["points"]
        for cell in nb["cells"]
        if (meta := cell["metadata"].get("nbgrader", {})).get("grade") and not meta.get("solution")
    }
    return [
        f"{name} has {_in_words(in_cells.get(name))} in its cell, {_in_words(points.get(name))} in the exercise module"
        for name in sorted(in_cells.keys() | points.keys())
        if in_cells.get(name) != points.get(name)
    ]


def _in_words(value) -> str:
    return "no points" if value is None else f"{value:g} points"
