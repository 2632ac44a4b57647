"""Do imports inside nnlib point one way, and does `import nnlib` stay light?"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib

SOURCES = Path(nnlib.__file__).parent
IMPORT_LIMIT = 0.050  # seconds beyond NumPy

# Each part of nnlib, with the parts it may use and what it may use from outside.
ALLOWED = {
    "arrays": {"numpy"},
    "activations": {"numpy", "nnlib.arrays"},
    "ledger": {"numpy", "nnlib.arrays", "nnlib.activations"},
    "layers": {"numpy", "nnlib.arrays", "nnlib.activations", "nnlib.ledger"},
    "initializers": {"numpy", "nnlib.arrays"},
    "network": {"numpy", "nnlib.arrays", "nnlib.activations", "nnlib.initializers", "nnlib.layers"},
    "collapse": {"numpy", "nnlib.arrays", "nnlib.activations", "nnlib.layers"},
    "bounds": {"numpy", "nnlib.arrays"},
    "cost": {"numpy", "nnlib.arrays"},
    "latency": {"numpy", "nnlib.arrays"},
    "losses": {"numpy", "nnlib.arrays", "nnlib.activations"},
    "optimizers": {"numpy"},
    "student_file": set(),
    "progress": {"IPython"},  # only where one runs already
    "training": {
        *("numpy", "nnlib.arrays", "nnlib.activations", "nnlib.layers", "nnlib.network"),
        *("nnlib.losses", "nnlib.optimizers", "nnlib.progress"),
    },
    "datasets": {"numpy", "nnlib.arrays"},
    "regions": {"numpy", "nnlib.arrays", "nnlib.activations", "nnlib.layers", "nnlib.network"},
    "golf": {
        *("numpy", "nnlib.arrays", "nnlib.activations", "nnlib.layers", "nnlib.network", "nnlib.regions"),
        *("nnlib.student_file", "IPython"),  # IPython only where one runs already
    },
    "plots": {
        *("numpy", "nnlib.arrays", "nnlib.activations", "nnlib.ledger", "nnlib.layers", "matplotlib", "IPython"),
        *("nnlib.network", "nnlib.regions"),
    },
    "labs": {
        *("numpy", "nnlib.arrays", "nnlib.activations", "nnlib.ledger", "nnlib.layers", "ipywidgets", "IPython"),
        *("nnlib.collapse", "nnlib.cost", "nnlib.initializers", "nnlib.network", "nnlib.regions"),
        *("nnlib.bounds", "nnlib.latency", "nnlib.student_file"),
        *("playwright", "PIL"),  # a developer's tools, imported by the function that takes the still pictures
    },
    "__init__": {"nnlib.activations", "nnlib.layers", "nnlib.network"},
}


def part_of(module) -> str:
    """Return what a dotted name belongs to: ``nnlib.plots.bars`` to ``nnlib.plots``, ``numpy.linalg`` to ``numpy``."""
    names = module.split(".")
    return ".".join(names[:2]) if names[0] == "nnlib" else names[0]


def imported(source) -> set:
    """Return the parts that a source imports, at its top or inside a function, the standard library left out."""
    modules = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            modules.add("a relative import")  # all of ours are absolute, so that this test can read them
        elif isinstance(node, ast.ImportFrom):
            inside = node.module == "nnlib"
            modules.update(f"nnlib.{alias.name}" for alias in node.names) if inside else modules.add(node.module)
    return {part_of(module) for module in modules} - set(sys.stdlib_module_names)


def breaches(part, source) -> set:
    """Return what a source in that part of nnlib imports against the arrows."""
    return imported(source) - ALLOWED[part] - {f"nnlib.{part}"}


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_imports_point_one_way(path):
    part = path.relative_to(SOURCES).parts[0].removesuffix(".py")
    assert breaches(part, path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("part", "source", "breach"),
    [
        ("activations", "from nnlib.layers import Dense", "nnlib.layers"),
        ("activations", "from nnlib import layers", "nnlib.layers"),
        ("layers", "def draw():\n    import matplotlib.pyplot as plt", "matplotlib"),
        ("plots", "import ipywidgets", "ipywidgets"),
        ("labs", "from matplotlib.figure import Figure", "matplotlib"),
        ("labs", "from nnlib.plots import show", "nnlib.plots"),
        ("labs", "from autograder import check", "autograder"),
        ("layers", "from . import plots", "a relative import"),
        ("__init__", "import scipy.special", "scipy"),
    ],
)
def test_a_planted_breach_is_seen(part, source, breach):
    assert breaches(part, source) == {breach}


def in_a_fresh_python(code) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=SOURCES.parent).stdout


def test_nnlib_loads_neither_plots_nor_widgets_nor_grading():
    heavy = {"matplotlib", "ipywidgets", "IPython", "autograder", "nbgrader", "importlib.metadata"}
    loaded = in_a_fresh_python("import sys, numpy; import nnlib; print(*sys.modules)").split()
    assert "nnlib.layers" in loaded
    assert heavy.isdisjoint(loaded)


def test_plots_do_without_pyplot_and_ipython():
    loaded = in_a_fresh_python(
        "import sys; from nnlib import plots; plots.show(plots.activation_curves('relu')); print(*sys.modules)"
    ).split()
    assert "matplotlib.figure" in loaded
    assert {"matplotlib.pyplot", "IPython", "ipywidgets"}.isdisjoint(loaded)


def test_importing_nnlib_is_quick():
    code = "import numpy, time; start = time.perf_counter(); import nnlib; print(time.perf_counter() - start)"
    quickest = min(float(in_a_fresh_python(code)) for _ in range(5))  # the machine may be busy: the best run counts
    assert quickest <= IMPORT_LIMIT


def test_the_version_is_there_on_request():
    assert nnlib.__version__.count(".") == 2
    with pytest.raises(AttributeError, match="module 'nnlib' has no attribute 'Nueron'"):
        _ = nnlib.Nueron
