"""Honest but unlucky: work that deserves full marks, and looks unlike what the author had in mind."""

import copy
import json
from collections.abc import Callable

from tests.attacks.attack import (
    ALL_RIGHT,
    Submission,
    adding,
    answering,
    cell,
    code_cell,
    filled,
    test_cells,
    with_files,
)
from tests.attacks.corpus import honest_answers as answers
from tests.attacks.corpus import honest_cells as cells


def _colab(nb):
    """As Google Colab saves it: nbgrader's metadata and the ids are gone."""
    for number, one in enumerate(nb["cells"]):
        one["metadata"] = (
            {"id": f"Xy{number}", "outputId": "0a1b"} if one["cell_type"] == "code" else {"id": f"Z{number}"}
        )
        del one["id"]
    nb["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nb["nbformat_minor"] = 0
    return nb


def _vs_code(nb):
    for number, one in enumerate(nb["cells"]):
        one["metadata"] |= {"vscode": {"languageId": "python"}}
        if one["cell_type"] == "code":
            one["execution_count"] = number + 1
    info = {"name": "python", "version": "3.12.1", "mimetype": "text/x-python", "file_extension": ".py"}
    nb["metadata"] = {"kernelspec": {"name": ".venv", "display_name": ".venv (3.12.1)", "language": "python"}}
    nb["metadata"]["language_info"] = info | {"pygments_lexer": "ipython3"}
    return nb


def _run_and_saved(nb):
    """As JupyterLab saves it after Run All, with the outputs of a good day."""
    for number, one in enumerate(test_cells(nb)):
        data = {"text/plain": ["2.0"]}
        one["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": number}]
        one["metadata"] |= {"execution": {"iopub.status.busy": "2024-05-01T10:00:00Z"}, "collapsed": False}
    return nb


def _moved(nb):
    """The last exercise and its test were moved to the top, below the imports."""
    pair = [cell(nb, "primes"), cell(nb, "primes-test")]
    rest = [one for one in nb["cells"] if one not in pair]
    nb["cells"] = rest[:3] + pair + rest[3:]
    return nb


def _left_over(nb):
    """An earlier try, copied whole before it was mended, stands above."""
    old = copy.deepcopy(cell(nb, "triple")) | {"source": "# exercise: triple\ndef triple(x):\n    return x * x"}
    nb["cells"].insert(nb["cells"].index(cell(nb, "triple")), old)
    return nb


def _split(nb):
    """Half of a cell was moved into one of its own."""
    nb = filled(nb, {"clamp": "# exercise: clamp\ndef at_least(value, low):\n    return value if value > low else low"})
    more = code_cell("def clamp(value, low, high):\n    return min(at_least(value, low), high)", "rest-of-clamp")
    nb["cells"].insert(nb["cells"].index(cell(nb, "clamp")) + 1, more)
    return nb


def _without_a_test(nb):
    nb["cells"].remove(cell(nb, "triple-test"))
    return nb


def _without_texts(nb):
    nb["cells"] = [one for one in nb["cells"] if one["cell_type"] == "code"]
    return nb


def _as_lists(nb):
    """Sources as lists of lines, as most editors write them."""
    for one in nb["cells"]:
        one["source"] = one["source"].splitlines(keepends=True)
    return nb


def _with_bom(nb):
    return Submission(b"\xef\xbb\xbf" + json.dumps(nb, indent=3, ensure_ascii=False).encode() + b"\r\n\r\n")


def _in_last_cell(nb):
    """Everything was written into one cell at the end; the given cells are as they were released."""
    sources = [ALL_RIGHT[name] for name in ALL_RIGHT]
    nb = filled(nb, {name: ALL_RIGHT[name].split("\n")[0] for name in ALL_RIGHT})
    nb["cells"].append(code_cell("\n\n".join(sources), "all-of-it"))
    return nb


# name -> (how the notebook is made from the right one, the flags that it may get)
Honest = tuple[Callable, tuple[str, ...]]


def _answers(**instead) -> Honest:
    return answering(**instead), ()


def _adds(source, after="imports", **instead) -> Honest:
    return adding(source, after, **instead), ()


HONEST: dict[str, Honest] = {
    "as expected": (lambda nb: nb, ()),
    "prints": _answers(weighted_sum=answers.PRINTS),
    "a RuntimeWarning": _answers(weighted_sum=answers.WARNS),
    "writes to stderr and warns": _answers(triple=answers.TO_STDERR),
    "float32": _answers(weighted_sum=answers.FLOAT32),
    "a list": _answers(normalise=answers.LIST),
    "a tuple": _answers(normalise=answers.TUPLE),
    "a bool for an int": _answers(leap=answers.INTS),
    "a numpy scalar": _answers(leap=answers.SCALARS),
    "numpy integers in a list": _answers(primes=answers.NUMPY_INTS),
    "a loop": _answers(weighted_sum=answers.LOOP),
    "einsum": _answers(weighted_sum=answers.EINSUM),
    "helpers in a cell of their own": _adds(answers.HELPER, weighted_sum=answers.WITH_HELPER),
    "an import in a cell of its own": _adds("import statistics", clamp=answers.WITH_IMPORTS),
    "a helper in an edited demo": _answers(thirds=answers.IN_DEMO, triple=answers.FROM_DEMO),
    "a dataclass inside": _answers(weighted_sum=answers.DATACLASS),
    "a class with __eq__ inside": _adds(answers.VECTOR, weighted_sum=answers.WITH_VECTOR),
    "recursion": _answers(weighted_sum=answers.RECURSION),
    "a generator inside": _answers(weighted_sum=answers.GENERATOR),
    "a global constant": _answers(triple=answers.CONSTANTS),
    "a closure": _answers(triple=answers.CLOSURE),
    "lru_cache": _answers(leap=answers.CACHED),
    "a decorator": _answers(clamp=answers.DECORATED),
    "a lambda": _answers(clamp=answers.LAMBDA),
    "a partial": _answers(triple=answers.PARTIAL),
    "a bound method": _answers(triple=answers.CALLABLE),
    "type hints": _answers(clamp=answers.TYPED),
    "a comprehension": _answers(primes=answers.COMPREHENSION),
    "catches its own assert": _answers(clamp=cells.CATCHES),
    "slow but fine": _answers(triple=answers.SLOW),
    "a broken cell at the end": _adds(cells.RAISES, "primes-test"),
    "a typo in the middle": _adds(cells.TYPO, "triple-test"),
    "a cell that does not parse": _adds(cells.NO_SYNTAX, "clamp"),
    "a plot": _adds(cells.PLOT, "clamp-test"),
    "a long print": _adds(cells.LONG_PRINT, "clamp-test"),
    "settings for the whole notebook": _adds(cells.SETTINGS),
    "tests of its own": _adds(cells.TRIES, "triple-test"),
    "magics": _adds(cells.MAGIC),
    "reads and writes its own files": (with_files(adding(cells.OWN_FILE), {"data.csv": b"1,2\n3,4\n"}), ()),
    "a module of its own": (with_files(answering(triple=cells.FROM_MODULE), {"tools.py": cells.OWN_MODULE}), ()),
    "saved by Colab": (_colab, ("lost-metadata",)),
    "saved by VS Code": (_vs_code, ()),
    "saved by JupyterLab after Run All": (_run_and_saved, ()),
    "lines as lists": (_as_lists, ()),
    "a byte order mark and CRLF": (_with_bom, ()),
    "cells moved": (_moved, ("moved-cell",)),
    "an earlier try left over": (_left_over, ("duplicate-cell",)),
    "a cell split in two": (_split, ()),
    "a test deleted": (_without_a_test, ("missing-test",)),
    "texts deleted": (_without_texts, ("missing-cell",)),
    "all answers in one last cell": (_in_last_cell, ("run-twice", "missing-cell", "moved-cell")),
}
