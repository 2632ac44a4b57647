"""Read a code cell as Python, although IPython knows more than Python: magics, shell commands, help."""

import ast
import re
import warnings

# A cell is read to be looked at, not to be run; of much longer ones nobody has written all.
_LONGEST = 200_000
_TIMED = re.compile(r"^([ \t]*)%{1,2}(?:time|timeit|prun)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]*")
_LINE = re.compile(r"^([ \t]*)(?:[%!?].*|[^#'\"\n]*[\w\])]\?{1,2}[ \t]*)$")
_ASSIGNED = re.compile(r"^([ \t]*[\w, \t]+=[ \t]*)[%!](?!=).*$")
_SHELL = re.compile(
    r"^[ \t]*(?:[\w, \t]+=[ \t]*)?(?:!{1,2}|%{1,2}(?:bash|sh|script|system|sx|perl|ruby|cmd)\b)[ \t]*(.*)"
)
# Installing a package, or looking around, is what people do in Colab.
_HONEST_SHELL = re.compile(r"(?:pip3?|conda|mamba|python3? -m pip|uv pip|ls|pwd|nvidia-smi)\b(?!.*[;&|`$])")
_NOT_PYTHON = re.compile(
    r"^%%(?!time\b|timeit\b|capture\b|prun\b|python3?\b|pypy\b|debug\b)(\w+)[ \t]*(?:-a[ \t]+)?([^\n]*)"
)


def parsed(source: str) -> ast.Module | None:
    """Return a code cell's syntax tree, or None where it is not Python at all.

    Examples
    --------
    >>> ast.unparse(parsed("%matplotlib inline\\nx = 1"))
    'pass\\nx = 1'
    """
    if len(source) > _LONGEST:
        return None
    tree = _tree(source)
    if tree is None and not _NOT_PYTHON.match(source.lstrip()):
        tree = _tree("\n".join(_without_magic(line) for line in source.split("\n")))
    return tree


def shell_commands(source: str) -> list[str]:
    """Return the commands that a cell gives to a shell, less those for installing packages and looking around.

    Examples
    --------
    >>> shell_commands("!pip install numpy\\n!sleep 60 &")
    ['sleep 60 &']
    """
    if _tree(source) is not None or len(source) > _LONGEST:
        return []
    found = [match[1].strip() for line in source.split("\n") if (match := _SHELL.match(line))]
    return [command for command in found if not _HONEST_SHELL.match(command)]


def written_file(source: str) -> str:
    """Return the name of the file that a ``%%writefile`` cell writes, or ""."""
    found = _NOT_PYTHON.match(source.lstrip())
    return found[2].strip() if found and found[1] in ("writefile", "file") else ""


def _tree(source):
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as an invalid escape, which is the student's business
            return compile(source, "<cell>", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None


def _without_magic(line) -> str:
    if timed := _TIMED.match(line):
        return timed[1] + (line[timed.end() :] or "pass")
    if assigned := _ASSIGNED.match(line):
        return assigned[1] + "None"
    found = _LINE.match(line)
    return found[1] + "pass" if found else line
