"""Small changes to a right answer, made by machine: each is a wrong answer that nobody thought of."""

import ast
import copy

_BINARY = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
}
_COMPARE = {
    ast.Gt: (ast.Lt, ast.GtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.In: (ast.NotIn,),
}
_LOGIC = {ast.And: ast.Or, ast.Or: ast.And}
_NAMES = {"max": "min", "maximum": "minimum", "sum": "mean", "mean": "sum", "zeros": "ones", "any": "all"}
_NAMES |= {other: name for name, other in _NAMES.items() if other not in _NAMES}


def mutants(source):
    """Yield ``(what was changed, source)`` for every small change: operators, constants, terms, axes, transposes …

    Parameters
    ----------
    source : str
        Code that defines an answer.

    Examples
    --------
    >>> [changed for _, changed in mutants("z = a + 1")]
    ['z = a - 1', 'z = a * 1', 'z = 1', 'z = a', 'z = a + 2', 'z = a + 0']
    >>> [changed for _, changed in mutants("X @ W.T")]
    ['X * W.T', 'W.T @ X', 'W.T', 'X', 'X @ W']
    >>> [changed for _, changed in mutants("x.max(axis=0)")]
    ['x.max()', 'x.min(axis=0)', 'x.max(axis=1)', 'x.max(axis=-1)']
    """
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            other = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(other)) if i == place)
            yield f"line {getattr(node, 'lineno', '?')}: {what}", ast.unparse(_replaced(other, twin, change(twin)))


def _changes(node):
    """Yield ``(words, function from the node to its replacement)``."""
    for kind, changes in _KINDS.items():
        if isinstance(node, kind):
            yield from changes(node)


def _of_an_operation(node):
    for new in _BINARY.get(type(node.op), ()):
        yield f"{type(node.op).__name__} → {new.__name__}", lambda n, new=new: ast.BinOp(n.left, new(), n.right)
    if isinstance(node.op, ast.MatMult):
        yield "factors swapped", lambda n: ast.BinOp(n.right, n.op, n.left)
    yield "left term dropped", lambda n: n.right
    yield "right term dropped", lambda n: n.left


def _of_a_comparison(node):
    for new in _COMPARE.get(type(node.ops[0]), ()):
        words = f"{type(node.ops[0]).__name__} → {new.__name__}"
        yield words, lambda n, new=new: ast.Compare(n.left, [new(), *n.ops[1:]], n.comparators)


def _of_a_sign(node):
    if isinstance(node.op, ast.USub):
        yield "minus dropped", lambda n: n.operand
    if isinstance(node.op, ast.Not):
        yield "not dropped", lambda n: n.operand


def _of_a_constant(node):
    if type(node.value) in (int, float):
        yield "constant + 1", lambda n: ast.Constant(n.value + 1)
        yield "constant - 1", lambda n: ast.Constant(n.value - 1)
    if type(node.value) is bool:
        yield "yes ↔ no", lambda n: ast.Constant(not n.value)


def _of_a_call(node):
    if len(node.args) == 1 and not node.keywords:
        yield "call dropped", lambda n: n.args[0]
    for place, keyword in enumerate(node.keywords):
        kept = [k for i, k in enumerate(node.keywords) if i != place]
        names = [k.arg for k in kept]
        yield f"{keyword.arg} dropped", lambda n, names=names: _call(n, [k for k in n.keywords if k.arg in names])


def _call(node, keywords):
    return ast.Call(node.func, node.args, keywords)


def _of_an_attribute(node):
    if node.attr == "T":
        yield "transpose dropped", lambda n: n.value
    if node.attr in _NAMES:
        yield f"{node.attr} → {_NAMES[node.attr]}", lambda n: ast.Attribute(n.value, _NAMES[n.attr], n.ctx)


def _of_a_name(node):
    if node.id in ("max", "min", "any", "all"):
        yield f"{node.id} → {_NAMES[node.id]}", lambda n: ast.Name(_NAMES[n.id], n.ctx)


def _of_logic(node):
    yield "and ↔ or", lambda n: ast.BoolOp(_LOGIC[type(n.op)](), n.values)
    for place in range(len(node.values)):
        yield f"condition {place + 1} dropped", lambda n, place=place: _without(n, place)


def _without(node, place):
    kept = [value for i, value in enumerate(node.values) if i != place]
    return kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)


def _of_a_raise(node):
    yield "raise dropped", lambda n: ast.Pass()


_KINDS = {
    ast.BinOp: _of_an_operation,
    ast.Compare: _of_a_comparison,
    ast.UnaryOp: _of_a_sign,
    ast.Constant: _of_a_constant,
    ast.Call: _of_a_call,
    ast.Attribute: _of_an_attribute,
    ast.Name: _of_a_name,
    ast.BoolOp: _of_logic,
    ast.Raise: _of_a_raise,
}


def _replaced(tree, old, new):
    class Replace(ast.NodeTransformer):
        def visit(self, node):
            return new if node is old else self.generic_visit(node)

    return ast.fix_missing_locations(Replace().visit(tree))
