"""Are nnlib's public names all there, all explained, and are the examples in their docstrings true?"""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import nnlib

MODULES = sorted(module.name for module in pkgutil.walk_packages(nnlib.__path__, "nnlib."))
EXPORTING = ["nnlib", "nnlib.activations", "nnlib.plots", "nnlib.labs"]
WITHOUT_EXAMPLE = {"set_alt_text", "card_html"}  # what comes out is stored, or is a picture


def failures(module) -> int:
    """Run the examples in a module's docstrings and count those that are false."""
    runner = doctest.DocTestRunner(verbose=False)
    for example in doctest.DocTestFinder().find(module, module.__name__):
        runner.run(example)
    return runner.failures


@pytest.mark.parametrize("name", ["nnlib", *MODULES])
def test_examples_in_docstrings_are_true(name):
    assert failures(importlib.import_module(name)) == 0


def test_a_false_example_is_seen(capsys):
    module = type(nnlib)("planted", "Say it.\n\n>>> 1 + 1\n3\n")
    assert failures(module) == 1
    assert "Expected:\n    3" in capsys.readouterr().out


def public_functions() -> list:
    """Return every public function and class of nnlib's plots, activations and layers."""
    found = []
    for module_name in ("nnlib", "nnlib.activations", "nnlib.plots"):
        module = importlib.import_module(module_name)
        for name in module.__all__:
            if inspect.isfunction(getattr(module, name)) or inspect.isclass(getattr(module, name)):
                found.append(pytest.param(getattr(module, name), id=f"{module_name}.{name}"))
    return found


@pytest.mark.parametrize("function", public_functions())
def test_public_names_have_an_example_and_say_what_comes_back(function):
    text = inspect.getdoc(function)
    assert text.splitlines()[0].endswith((".", ":")), "the first line is a sentence"
    assert ">>> " in text or function.__name__ in WITHOUT_EXAMPLE


@pytest.mark.parametrize("name", EXPORTING)
def test_what_is_exported_exists_once_and_in_order(name):
    module = importlib.import_module(name)
    assert sorted(set(module.__all__)) == sorted(module.__all__)
    for exported in module.__all__:
        assert getattr(module, exported) is not None


@pytest.mark.parametrize("name", ["nnlib.activations", "nnlib.plots"])
def test_every_public_name_of_a_package_is_exported(name):
    module = importlib.import_module(name)
    here = {key for key, value in vars(module).items() if not key.startswith("_") and not inspect.ismodule(value)}
    assert here == set(module.__all__)


def test_the_front_door_exports_what_newcomers_type_first():
    assert set(nnlib.__all__) == {"MLP", "Dense", "Neuron", "__version__", "activations"}
