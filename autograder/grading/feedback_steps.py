"""The steps that make a judged notebook fit to be given back: nothing hidden in it, nothing that runs."""

import re

from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading.flags import FLAGS_CELL
from autograder.grading.results import said_by_check
from autograder.grading.safe_outputs import safe_data
from autograder.grading.safe_text import fenced, safe_attachments

_HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", re.DOTALL | re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_STOPPED_AT = re.compile(r"^-+> ?(\d+)", re.MULTILINE)


class HideTests(NbGraderPreprocessor):
    """Take hidden tests out of a test cell, and out of everything that running it has printed."""

    def preprocess_cell(self, cell, resources, cell_index):
        """Return the cell as its student may see it."""
        if cell.cell_type == "code" and (hidden := _HIDDEN.search(cell.source)):
            first = cell.source[: hidden.start()].count("\n") + 1
            lines = range(first, first + hidden[0].count("\n") + 1)
            cell.outputs = [safe for output in cell.outputs if (safe := _without_tests(output, lines))]
            cell.source = _HIDDEN.sub("# Tests that are not shown\n", cell.source).rstrip("\n")
        return cell, resources


def _without_tests(output, hidden_lines):
    """Keep a check's own report, and of an error what does not come from a hidden line; drop what was printed."""
    if said_by_check([output]):
        return output
    if output.output_type != "error":
        return None
    trace = _COLOURS.sub("", "\n".join(output.traceback))
    stopped = _STOPPED_AT.search(trace)
    if stopped and int(stopped[1]) not in hidden_lines:
        output.traceback = [f"{output.ename}: {output.evalue}"]
    else:
        output.evalue = "in a test that is not shown"
        output.traceback = [f"{output.ename} in a test that is not shown"]
    return output


class SafeOutputs(NbGraderPreprocessor):
    """Keep of each output what a page can show without running it; drop metadata that a page would act on."""

    def preprocess(self, nb, resources):
        """Return the notebook with safe outputs."""
        # What the grader is asked to look at is for the grader: a suspicion is no part of a student's marks.
        nb.cells = [cell for cell in nb.cells if cell.get("id") != FLAGS_CELL]
        nb.metadata = {
            "language_info": {"name": "python"},
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        }
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, cell_index):
        """Return the cell with safe outputs."""
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "nbgrader"}
        if cell.metadata.get("nbgrader", {}).get("comment") == "No response.":
            del cell.metadata.nbgrader["comment"]  # nbgrader's own remark; the verdict under the cell says it already
        if "attachments" in cell:
            cell.attachments, _ = safe_attachments(cell.attachments)
        if cell.cell_type == "raw":
            cell.cell_type = "markdown"
            cell.source = fenced(cell.source)
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data, output.metadata = safe_data(output.data)[0], {}
        return cell, resources
