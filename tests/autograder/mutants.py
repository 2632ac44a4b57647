"""Small changes to a right answer, made by machine: each is a wrong answer that nobody thought of."""

import ast
import copy

_BINARY = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARE = {
    ast.Gt: (ast.Lt, ast.GtE),
    ast.Lt: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}


def mutants(source):
    """Yield ``(what was changed, source)`` for every small change of the code: operators, constants, terms, raises.

    Parameters
    ----------
    source : str
        Code that defines an answer.

    Examples
    --------
    >>> [changed for _, changed in mutants("z = a + 1")]
    ['z = a - 1', 'z = a * 1', 'z = 1', 'z = a', 'z = a + 2', 'z = a + 0']
    """
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            other = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(other)) if i == place)
            yield f"line {getattr(node, 'lineno', '?')}: {what}", ast.unparse(_replaced(other, twin, change(twin)))


def _changes(node):
    """Yield ``(words, function from the node to its replacement)``."""
    if isinstance(node, ast.BinOp):
        for new in _BINARY.get(type(node.op), ()):
            yield f"{type(node.op).__name__} → {new.__name__}", lambda n, new=new: ast.BinOp(n.left, new(), n.right)
        yield "left term dropped", lambda n: n.right
        yield "right term dropped", lambda n: n.left
    if isinstance(node, ast.Compare):
        for new in _COMPARE.get(type(node.ops[0]), ()):
            words = f"{type(node.ops[0]).__name__} → {new.__name__}"
            yield words, lambda n, new=new: ast.Compare(n.left, [new()], n.comparators)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "minus dropped", lambda n: n.operand
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield "constant + 1", lambda n: ast.Constant(n.value + 1)
        yield "constant - 1", lambda n: ast.Constant(n.value - 1)
    if isinstance(node, ast.Call) and len(node.args) == 1:
        yield "call dropped", lambda n: n.args[0]
    if isinstance(node, ast.Raise):
        yield "raise dropped", lambda n: ast.Pass()


def _replaced(tree, old, new):
    class Replace(ast.NodeTransformer):
        def visit(self, node):
            return new if node is old else self.generic_visit(node)

    return ast.fix_missing_locations(Replace().visit(tree))
