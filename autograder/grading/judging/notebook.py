"""Put the judged notebook together: the student's cells with what they showed, the tests with their verdicts."""

import json

from autograder.grading.flags import FLAGS_CELL, flag
from autograder.grading.safe_outputs import safe_outputs

_SKIPPED = "Not run for grading: it is as the lesson gave it, and only shows something."


def judged_cells(rebuilt, outputs: dict, verdicts: dict, limits) -> tuple[list, list]:
    """Return the cells of the judged notebook, and flags for what had to be taken out of their outputs.

    Parameters
    ----------
    rebuilt : Rebuilt
    outputs : dict
        Index of a cell → what the student's process says it put out. Nothing in it is trusted.
    verdicts : dict
        Name of a test → its TestVerdict.
    limits : Limits
    """
    cells, flags, count = [dict(cell) for cell in rebuilt.cells], [], 0
    left_kb = limits.total_output_kb
    for step in rebuilt.steps:
        cell = cells[step.index]
        if step.kind == "skip":
            cell["outputs"] = [note(_SKIPPED)]
            continue
        if step.kind == "test":
            cell["outputs"] = verdicts[step.name].outputs
        else:
            shown = safe_outputs(outputs.get(step.index, []), min(limits.output_kb, left_kb))
            cell["outputs"] = shown.outputs
            left_kb = max(0, left_kb - _kilobytes(shown.outputs))
            flags += _oddities(shown, cell["id"])
        count += 1
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
    return cells, flags


def as_text(rebuilt, cells: list, flags: list) -> str:
    """Return the notebook's JSON, with the flags, if there are any, in a text cell at its top."""
    on_top = [_flags_cell(flags)] if flags else []
    # A line for each cell: as easy to compare as the usual form, and written many times faster.
    lines = ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in on_top + cells)
    about = json.dumps({key: value for key, value in rebuilt.notebook().items() if key != "cells"})
    return f'{{"cells": [\n{lines}\n], {about[1:]}\n'


def note(text: str) -> dict:
    """Return an output that says something of the grader's own."""
    return {"output_type": "stream", "name": "stdout", "text": f"[{text}]\n"}


def _flags_cell(flags) -> dict:
    lines = [f"- **{one['kind']}**: {_plain(one['detail'])}" for one in flags]
    text = "**For the grader: what deserves a look**\n\n" + "\n".join(lines)
    return {"cell_type": "markdown", "id": FLAGS_CELL, "metadata": {"tags": ["flags"]}, "source": text}


def _plain(text) -> str:
    """Keep a student's words from being Markdown, HTML or formulas in a cell that graders read."""
    return "".join(f"\\{c}" if c in "\\`*_[]()#!|~$" else c for c in text).replace("<", "&lt;").replace("\n", " ")


def _oddities(shown, name) -> list:
    flags = []
    if shown.removed:
        flags.append(flag("active-output", f'Cell "{name}" put out scripts or the like; they were removed.'))
    if shown.forged:
        flags.append(flag("tampered", f'Cell "{name}" put out what only the grader writes; it was dropped.'))
    return flags


def _kilobytes(outputs) -> int:
    return len(json.dumps(outputs)) // 1000
