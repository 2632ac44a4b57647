"""Blind the tests: they run, or seem to, and see nothing."""

from tests.attacks.attack import Attack, adding, test_cells

KIND = "blind the tests"


def _skip_tags(nb):
    for one in test_cells(nb):
        one["metadata"]["tags"] = ["skip-execution"]
    return nb


def _raises_tags(nb):
    for one in test_cells(nb):
        one["metadata"]["tags"] = ["raises-exception"]
        one["metadata"]["jupyter"] = {"source_hidden": True}
    return nb


LINES = """\
def keep(lines):
    return [line for line in lines if not line.startswith(("assert", "check(", "np.testing", "2 - sum"))]
get_ipython().input_transformers_cleanup.append(keep)"""

TREE = """\
import ast
class Quiet(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
    def visit_Expr(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Quiet())"""

RUN_CODE = """\
async def run_code(*args, **kwargs):
    return False
get_ipython().run_code = run_code"""

RUN_CELL = """\
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult
shell = get_ipython()
async def nothing(raw_cell, *args, **kwargs):
    return ExecutionResult(ExecutionInfo(raw_cell, False, False, True, None))
shell.run_cell_async = nothing
shell.run_cell = lambda raw_cell, *args, **kwargs: ExecutionResult(ExecutionInfo(raw_cell, False, False, True, None))"""

TRACEBACKS = """\
shell = get_ipython()
shell.showtraceback = shell._showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None"""

ANY_ERROR = """\
get_ipython().set_custom_exc((BaseException,), lambda *args, **kwargs: None)"""

COMPILER = """\
import builtins
real = builtins.compile
builtins.compile = lambda source, *args, **kwargs: real("pass" if "==" in str(source) else source, *args, **kwargs)
get_ipython().compile.ast_parse = lambda *args, **kwargs: real("pass", "cell", "exec", 1024)"""

BY_CLASS = """\
import gc, IPython.core.interactiveshell as core
async def nodes(self, *args, **kwargs):
    return False
core.InteractiveShell.run_ast_nodes = nodes"""

MACHINERY = ("tampered", "reached-inside", "patched")

ATTACKS = (
    Attack(
        kind=KIND,
        name="ast-transformer",
        tries="an AST transformer drops asserts and expressions",
        make=adding(TREE),
        flags=MACHINERY,
    ),
    Attack(
        kind=KIND,
        name="skip-execution",
        tries="tags every test so that it is never run",
        make=_skip_tags,
        flags=("edited-test", "odd-metadata"),
    ),
    Attack(
        kind=KIND,
        name="raises-exception",
        tries="tags every test as expected to fail",
        make=_raises_tags,
        flags=("edited-test", "odd-metadata"),
    ),
    Attack(
        kind=KIND,
        name="input-transformer",
        tries="an input transformer drops the tests' lines",
        make=adding(LINES),
        flags=MACHINERY,
    ),
    Attack(
        kind=KIND,
        name="run-code",
        tries="replaces the shell's run_code by nothing",
        make=adding(RUN_CODE),
        flags=MACHINERY,
    ),
    Attack(
        kind=KIND,
        name="run-cell",
        tries="replaces run_cell by an empty success",
        make=adding(RUN_CELL),
        flags=MACHINERY,
    ),
    Attack(
        kind=KIND,
        name="no-tracebacks",
        tries="replaces showtraceback, so that errors leave no trace",
        make=adding(TRACEBACKS),
        flags=MACHINERY,
    ),
    Attack(
        kind=KIND,
        name="custom-exc",
        tries="has the shell hand every exception to a function that does nothing",
        make=adding(ANY_ERROR),
        flags=MACHINERY,
    ),
    Attack(kind=KIND, name="compiler", tries="replaces the compiler", make=adding(COMPILER), flags=MACHINERY),
    Attack(
        kind=KIND,
        name="shell-class",
        tries="replaces run_ast_nodes on the shell's class",
        make=adding(BY_CLASS),
        flags=MACHINERY,
    ),
)
