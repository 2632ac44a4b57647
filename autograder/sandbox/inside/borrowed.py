"""Names that raise in a fork: where an exercise asks for what nnlib already has, nnlib's is out of reach."""

import importlib
import os
import sys
import types

_alarms = None

_SOURCE = """
def refuse(*args, **kwargs):
    from {here} import refuse
    refuse({name!r})
"""
# Methods that only show or make the object.
_KEPT = {"__repr__", "__init_subclass__", "__class_getitem__", "__subclasshook__", "__new__", "__del__"}


def take_away(names, namespace: dict, alarms) -> None:
    """Make each dotted name raise when it is called, by whatever name or copy it is reached.

    Parameters
    ----------
    names : list of str
        Such as ``"nnlib.Neuron"``: functions and classes.
    namespace : dict
        The student's globals.
    alarms : Alarms
    """
    global _alarms
    _alarms = alarms
    if names:
        _keep_from_loading_again({name.partition(".")[0] for name in names})
    for name in names:
        thing = _find(name)
        if isinstance(thing, types.FunctionType):
            _block(thing, name)
        elif isinstance(thing, type):
            for key, method in list(vars(thing).items()):
                method = getattr(method, "__func__", method)
                if isinstance(method, types.FunctionType) and key not in _KEPT:
                    _block(method, name)
        elif thing is not None:
            _replace(thing, name, namespace)


def _keep_from_loading_again(packages: set[str]) -> None:
    """Let nobody run a package's files a second time, which would bring its names back unchanged."""
    folders = tuple(os.path.dirname(importlib.import_module(name).__file__) + os.sep for name in packages)

    def listen(event, args):
        code = args[0] if event == "exec" and args else None
        if isinstance(code, types.CodeType) and code.co_filename.startswith(folders):
            refuse(os.path.basename(code.co_filename))

    sys.addaudithook(listen)


def refuse(name: str):
    """Raise in the place of a borrowed function."""
    _alarms.ring("borrowed", f"`{name}` was called")
    raise RuntimeError(f"`{name}` does what this exercise asks you to write, so it cannot be used here.")


def _find(name: str):
    module, _, rest = name.partition(".")
    found = importlib.import_module(module)
    for part in rest.split("."):
        found = getattr(found, part, None)
    return found


def _block(function, name):
    made = {}
    exec(compile(_SOURCE.format(name=name, here=__name__), "<borrowed>", "exec"), made)
    while isinstance(function, types.FunctionType):  # what a decorator wraps can be called, too
        function.__code__ = made["refuse"].__code__.replace(co_freevars=function.__code__.co_freevars)
        function = getattr(function, "__wrapped__", None)


def _replace(thing, name, namespace):
    """Something that is not written in Python cannot be changed, so the names that lead to it are."""

    def blocked(*args, **kwargs):
        refuse(name)

    package = name.partition(".")[0]
    modules = [vars(m) for key, m in list(sys.modules.items()) if key.partition(".")[0] == package and m is not None]
    for names in (namespace, *modules):
        for key in [k for k, v in names.items() if v is thing]:
            names[key] = blocked
