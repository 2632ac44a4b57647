"""Notice at a cell's end that Python's, NumPy's or IPython's own tools are not what they were."""

import builtins
import importlib

from IPython.core.displayhook import DisplayHook

_WATCHED = ("builtins", "math", "numpy", "numpy.linalg", "numpy.random", "numpy.testing", "json", "time")
# Names that change by themselves: the result of a cell, and what IPython puts in while one runs.
_OWN_LIFE = {"_", "display", "get_ipython", "__warningregistry__"}
_MACHINERY = (
    "run_cell",
    "run_cell_async",
    "run_code",
    "run_ast_nodes",
    "transform_cell",
    "transform_ast",
    "showtraceback",
    "_showtraceback",
    "showsyntaxerror",
    "display_pub",
    "displayhook",
    "display_formatter",
    "compile",
    "ast_transformers",
    "input_transformer_manager",
    "events",
    "ask_exit",
)


class Untouched:
    """A memory of how things were before the student's first cell."""

    def __init__(self, shell):
        self.shell = shell
        self.modules = {}
        for name in _WATCHED:
            module = importlib.import_module(name)
            self.modules[name] = (module, {k: v for k, v in vars(module).items() if k not in _OWN_LIFE})
        self.machinery = self._machinery()

    def patched(self) -> str:
        """Return the first name in a watched module that is bound to something else now, or ""."""
        for name, (module, before) in self.modules.items():
            now = vars(module)
            for key, value in before.items():
                if now.get(key) is not value:
                    return f"{name}.{key}" if name != builtins.__name__ else key
        return ""

    def tampered(self) -> str:
        """Return the first part of IPython's machinery that is not what it was, or ""."""
        now = self._machinery()
        return next((name for name, value in self.machinery.items() if now[name] != value), "")

    def _machinery(self) -> dict:
        shell, manager = self.shell, self.shell.input_transformer_manager
        kept = {name: _identity(getattr(shell, name, None)) for name in _MACHINERY}
        kept["transformers"] = [
            [_identity(t) for t in lines]
            for lines in (manager.cleanup_transforms, manager.line_transforms, manager.token_transformers)
        ]
        kept["input_transformers_post"] = [_identity(t) for t in shell.input_transformers_post]
        kept["ast_transformers"] = [id(t) for t in shell.ast_transformers]
        kept["custom_exceptions"] = [id(c) for c in shell.custom_exceptions]
        kept["displayhook.write_format_data"] = _identity(shell.displayhook.write_format_data)
        kept["display_pub.publish"] = _identity(shell.display_pub.publish)
        kept["DisplayHook.__call__"] = id(DisplayHook.__call__)
        return kept


def _identity(thing):
    """A method is made anew at each look; the function behind it is not."""
    return id(getattr(thing, "__func__", thing))
